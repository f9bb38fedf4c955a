import type { Player, SandboxInstitution } from './institution.js';

/** An institution with a desk for questions and one for orders, which work side by side (queries must not wait for measures). */
export class BothDesks implements Player {
  constructor(private readonly desks: readonly [Player, ...Player[]]) {}

  get institution(): SandboxInstitution {
    return this.desks[0].institution;
  }

  get paused(): boolean {
    return this.desks[0].paused;
  }

  start(): void {
    for (const desk of this.desks) desk.start();
  }

  async stop(): Promise<void> {
    await Promise.all(this.desks.map((desk) => desk.stop()));
  }

  pause(): void {
    for (const desk of this.desks) desk.pause();
  }

  resume(): void {
    for (const desk of this.desks) desk.resume();
  }
}
