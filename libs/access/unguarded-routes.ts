import type { INestApplicationContext } from '@nestjs/common';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { ALLOW_KEY, PUBLIC_KEY } from './access-rule.js';

/** Nest's own metadata of a route handler. */
const METHOD_METADATA = 'method';

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
