import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { CaseGround, CasePart, CaseThing, CourtThing, Reach } from '#libs/store';
import type { AccessRequest } from './access-rule.js';

export const ABOUT_KEY = 'chakong:about';

export interface AboutOptions {
  /** Where the identifier stands; in the path when absent. */
  readonly in?: 'path' | 'body';
  /** Another field that may name it instead. */
  readonly or?: { readonly thing: CaseThing; readonly name: string };
  /**
   * What has to be shown: `content` (when absent) a ground to see the people of the case; `knowledge` that one may know of the case or takes
   * part in it, for what names nobody; `court` that it is a case of one's courts, to give a reason for.
   */
  readonly need?: 'content' | 'knowledge' | 'court';
  /** Parts that somebody who only takes part has to have. */
  readonly parts?: readonly CasePart[];
  /** A message that carries several cases is shown to those who have a ground for all of them. */
  readonly everyCase?: boolean;
  /** The court is read from a case number (案号). */
  readonly courtOfNumber?: boolean;
  /** Nothing stands for every court; otherwise nothing is left to whoever checks the body. */
  readonly absent?: 'every-court';
  /** The court itself is registered or changed, below the caller's. */
  readonly keeps?: boolean;
}

export interface AboutRule extends AboutOptions {
  readonly thing: CaseThing | CourtThing;
  readonly name: string;
}

/** What an identifier of the route names. The guard looks it up and decides before anything else is done. */
export const About = (thing: CaseThing | CourtThing, name: string, options: AboutOptions = {}) => SetMetadata(ABOUT_KEY, { ...options, thing, name } satisfies AboutRule);

/** The route names nothing that belongs to a court: lists, which are narrowed, and what is the same for every court. @param why for whoever reads the route */
export const AboutNothing = (why: string) => SetMetadata(ABOUT_KEY, why);

const requestOf = (context: ExecutionContext): AccessRequest => context.switchToHttp().getRequest<AccessRequest>();

/** @throws TypeError on a public route */
export function reachIn(request: AccessRequest): Reach {
  if (request.reach === undefined) throw new TypeError('this route is public and has no reach');
  return request.reach;
}

/** Parameter: the {@link Reach} of the caller on this route, which lists are narrowed to. */
export const CurrentReach = createParamDecorator((_: unknown, context: ExecutionContext) => reachIn(requestOf(context)));

/** Parameter: the case the call is about, as the guard found it. */
export const CurrentCase = createParamDecorator((_: unknown, context: ExecutionContext): CaseGround | undefined => requestOf(context).cases?.[0]);
