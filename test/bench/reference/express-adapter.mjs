import { AbstractHttpAdapter } from '@nestjs/core';
import express from 'express';
import { createServer } from 'node:http';

/**
 * What Nest needs of express to serve a controller. `@nestjs/platform-express` is no dependency of this repository; it does
 * the same work per request (its body parser is `express.json()` too) and may be put in its place.
 */
export class ExpressAdapter extends AbstractHttpAdapter {
  constructor() {
    super(express());
  }

  initHttpServer() {
    this.setHttpServer(createServer(this.getInstance()));
  }

  listen(port, ...rest) {
    return this.getHttpServer().listen(port, ...rest);
  }

  close() {
    return new Promise((resolve) => this.getHttpServer().close(resolve));
  }

  registerParserMiddleware() {
    this.use(express.json());
    this.use(express.urlencoded({ extended: true }));
  }

  reply(response, body, statusCode) {
    if (statusCode) response.status(statusCode);
    if (body === undefined || body === null) return response.send();
    return typeof body === 'object' ? response.json(body) : response.send(String(body));
  }

  status(response, statusCode) {
    return response.status(statusCode);
  }

  end(response, message) {
    return response.end(message);
  }

  redirect(response, statusCode, url) {
    return response.redirect(statusCode, url);
  }

  setErrorHandler(handler) {
    return this.use(handler);
  }

  setNotFoundHandler(handler) {
    return this.use(handler);
  }

  isHeadersSent(response) {
    return response.headersSent;
  }

  getHeader(response, name) {
    return response.get(name);
  }

  setHeader(response, name, value) {
    return response.set(name, value);
  }

  appendHeader(response, name, value) {
    return response.append(name, value);
  }

  getRequestHostname(request) {
    return request.hostname;
  }

  getRequestMethod(request) {
    return request.method;
  }

  getRequestUrl(request) {
    return request.originalUrl;
  }

  createMiddlewareFactory(method) {
    return (path, callback) => (method === undefined ? this.use(path, callback) : this.getInstance().all(path, callback));
  }

  getType() {
    return 'express';
  }

  applyVersionFilter(handler) {
    return handler;
  }

  useStaticAssets() {
    throw new Error('Not used by the reference.');
  }

  setViewEngine() {
    throw new Error('Not used by the reference.');
  }

  render() {
    throw new Error('Not used by the reference.');
  }

  enableCors() {
    throw new Error('Not used by the reference.');
  }
}
