import type { INestApplicationContext } from '@nestjs/common';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { ABOUT_KEY, type AboutRule } from './about.js';
import { ALLOW_KEY, PUBLIC_KEY } from './access-rule.js';

/** Nest's own metadata of a route handler. */
const METHOD_METADATA = 'method';
const PATH_METADATA = 'path';

/**
 * Handlers of the application that do not say exactly once who may call them, as `Controller.handler`. Empty is right; a
 * test asks for it.
 */
export function listUnguardedRoutes(app: INestApplicationContext): string[] {
  return routeHandlers(app)
    .filter(({ controller, handler }) => {
      const rules = [PUBLIC_KEY, ALLOW_KEY].flatMap((key) => [Reflect.getMetadata(key, handler) as unknown, Reflect.getMetadata(key, controller) as unknown]);
      return rules.filter((rule) => rule !== undefined).length !== 1;
    })
    .map(({ name }) => name);
}

/** What a guarded handler says its call is about: a rule, a sentence why there is none, or nothing at all, which is wrong. */
export interface AboutSaid {
  readonly name: string;
  /** Its address as it stands in the decorators. */
  readonly path: string;
  readonly about: AboutRule | string | undefined;
}

/** Every handler that asks for a token, with what it says of the thing it is about. */
export function listWhatRoutesAreAbout(app: INestApplicationContext): AboutSaid[] {
  return routeHandlers(app)
    .filter(({ controller, handler }) => [handler, controller].some((place) => Reflect.hasMetadata(ALLOW_KEY, place)))
    .map(({ name, controller, handler }) => ({
      name,
      path: [controller, handler].map((place) => String(Reflect.getMetadata(PATH_METADATA, place) ?? '').replaceAll(/^\/|\/$/g, '')).filter((part) => part !== '').join('/'),
      about: (Reflect.getMetadata(ABOUT_KEY, handler) ?? Reflect.getMetadata(ABOUT_KEY, controller)) as AboutRule | string | undefined,
    }));
}

interface RouteHandler {
  readonly name: string;
  readonly controller: object;
  readonly handler: object;
}

/** Every method of every controller that Nest serves as a route. */
function routeHandlers(app: INestApplicationContext): RouteHandler[] {
  const scanner = new MetadataScanner();
  const handlers: RouteHandler[] = [];
  for (const module of app.get(ModulesContainer).values()) {
    for (const { metatype } of module.controllers.values()) {
      if (typeof metatype !== 'function') continue;
      const prototype = metatype.prototype as Record<string, unknown>;
      for (const method of scanner.getAllMethodNames(prototype)) {
        const handler = prototype[method];
        if (typeof handler !== 'function' || !Reflect.hasMetadata(METHOD_METADATA, handler)) continue;
        handlers.push({ name: `${metatype.name}.${method}`, controller: metatype, handler });
      }
    }
  }
  return handlers;
}
