/**
 * The service a team writes first: NestJS on express, axios as it comes, one opossum breaker per institution,
 * `Promise.allSettled` over all of them, one INSERT for the inquiry and one for every answer.
 *
 *   node test/bench/reference/plain-nest.mjs --database URL --institutions '[{"code":…,"endpoint":…}]' [--port 0]
 *
 * `POST /inquiries` stores the inquiry, asks every institution, stores every answer and answers with all of them. The
 * classes are decorated by hand, because Node runs this file as it stands.
 */
import 'reflect-metadata';
import { Body, Controller, HttpCode, Inject, Injectable, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import axios from 'axios';
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import CircuitBreaker from 'opossum';
import pg from 'pg';
import { endWithParent, sayReady } from '../measure/child.mjs';
import { ExpressAdapter } from './express-adapter.mjs';
import { INSTITUTION_PATH, institutionOrder } from './institution-order.mjs';

const { values } = parseArgs({
  options: { database: { type: 'string' }, institutions: { type: 'string' }, port: { type: 'string', default: '0' } },
});

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS inquiry (
    id uuid PRIMARY KEY, case_id text NOT NULL, subject jsonb NOT NULL, created_at timestamptz NOT NULL DEFAULT now());
  CREATE TABLE IF NOT EXISTS answer (
    id bigserial PRIMARY KEY, inquiry_id uuid NOT NULL REFERENCES inquiry (id), institution text NOT NULL,
    request_number text NOT NULL UNIQUE, result text NOT NULL, body jsonb,
    asked_at timestamptz NOT NULL, answered_at timestamptz NOT NULL);
  CREATE INDEX IF NOT EXISTS answer_by_inquiry ON answer (inquiry_id);`;

class InquiryService {
  #pool = new pg.Pool({ connectionString: values.database });
  #run = randomUUID().slice(0, 6);
  #sequence = 0;
  #institutions = JSON.parse(values.institutions).map(({ code, endpoint }) => ({
    code,
    breaker: new CircuitBreaker((order) => axios.post(endpoint + INSTITUTION_PATH, order), {
      timeout: 10_000,
      errorThresholdPercentage: 50,
      resetTimeout: 30_000,
    }),
  }));

  async onModuleInit() {
    await this.#pool.query(SCHEMA);
  }

  async onModuleDestroy() {
    for (const { breaker } of this.#institutions) breaker.shutdown();
    await this.#pool.end();
  }

  async ask(inquiry) {
    const id = randomUUID();
    await this.#pool.query('INSERT INTO inquiry (id, case_id, subject) VALUES ($1, $2, $3)', [id, inquiry.caseId, inquiry.subject]);
    const settled = await Promise.allSettled(this.#institutions.map((institution) => this.#askOne(id, institution, inquiry)));
    const answers = settled.map((one, index) => one.value ?? { institution: this.#institutions[index].code, result: 'failed' });
    return { inquiryId: id, complete: settled.every(({ status }) => status === 'fulfilled'), answers };
  }

  async #askOne(inquiryId, { code, breaker }, inquiry) {
    const requestNumber = `A${this.#run}E${(this.#sequence++).toString().padStart(10, '0')}`;
    const askedAt = new Date();
    const { data } = await breaker.fire(institutionOrder(requestNumber, inquiry));
    const answeredAt = new Date();
    await this.#pool.query(
      `INSERT INTO answer (inquiry_id, institution, request_number, result, body, asked_at, answered_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [inquiryId, code, requestNumber, data.result, data, askedAt, answeredAt],
    );
    return { institution: code, ...data, askedAt, answeredAt };
  }
}
Injectable()(InquiryService);

class InquiryController {
  constructor(service) {
    this.service = service;
  }

  create(inquiry) {
    return this.service.ask(inquiry);
  }
}
Controller('inquiries')(InquiryController);
Inject(InquiryService)(InquiryController, undefined, 0);
const create = Object.getOwnPropertyDescriptor(InquiryController.prototype, 'create');
Post()(InquiryController.prototype, 'create', create);
HttpCode(200)(InquiryController.prototype, 'create', create);
Body()(InquiryController.prototype, 'create', 0);

class AppModule {}
Module({ controllers: [InquiryController], providers: [InquiryService] })(AppModule);

const app = await NestFactory.create(AppModule, new ExpressAdapter(), { logger: ['error', 'warn'] });
app.getHttpServer().keepAliveTimeout = 120_000;
await app.listen(Number(values.port), '127.0.0.1');
endWithParent(() => {
  app.getHttpServer().closeAllConnections();
  return app.close();
});
sayReady({ url: `http://127.0.0.1:${app.getHttpServer().address().port}/inquiries` });
