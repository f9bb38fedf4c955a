import type { FastifyRequest } from 'fastify';
import type { CallSource, ClientCertificates } from '#libs/access';

/** From where calls come, as far as it is believed. */
export const sourcesOf = (certificates: ClientCertificates) => (request: FastifyRequest): CallSource => ({
  address: request.ip,
  certificate: () => certificates.certificateOf(request),
});
