import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { stringify } from 'yaml';
import { FIELD_KINDS, kindsOf, ProblemDto } from '#contracts/http';
import { PAGE_HEADER } from '#libs/access';

const DESCRIPTION = [
  'One question about an obligor (被执行人) of a filed case (案件) to every institution that may hold property: deposits, wealth products, vehicles and more.',
  'Money is integer **fen** (分). Moments are ISO 8601 in UTC, days are `yyyy-MM-dd` in Beijing.',
  'Every call but health, metrics and this page needs a bearer token. Every error is `application/problem+json` (RFC 9457) with a code of the closed catalogue.',
  'Fields marked `x-personal` hold personal data of that type. Who takes part in a case sees them in full, who looks on sees them masked, in Excel and PDF too; raw bytes and letters are given out in full or not at all (`personal-data-masked`). ' +
    'Send `Personal-Data: full` if you need them in full, which goes on record, or `Personal-Data: masked` if you do not; the header of the answer says which it is.',
  'Send `X-Correlation-Id` (1 to 64 letters, digits, dots, dashes, underscores) to find your call in our logs and audit record; every answer carries it.',
].join('\n\n');

/** The description of the API as its routes and DTOs say it. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Chakong Gateway (查控网关)')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An access token of the identity provider (JWT), or a stored token (`ckg_…`)' })
    .addCookieAuth('chakong-session', { type: 'apiKey', in: 'cookie', description: `Session of a browser, opened at \`/auth/login\`; over https its name begins with \`__Host-\`. What changes something needs the header \`${PAGE_HEADER}\` too` })
    .addSecurity('openIdConnect', { type: 'openIdConnect', openIdConnectUrl: '/auth/openid-configuration', description: 'The identity provider of this gateway; systems use client credentials there' })
    .addTag('inquiries', 'Ask and collect (查询)')
    .addTag('offline', 'Institutions without a line: letters, return forms, typed answers (线下查控, 集约查控)')
    .addTag('bulk', 'Inquiries for many cases from one file (批量查询)')
    .addTag('evidence', 'What was on the wire and when (证据, 用时)')
    .addTag('cases', 'Cases and their obligors (案件, 被执行人)')
    .addTag('officers', 'Officers with their certificates (承办人)')
    .addTag('courts', 'Courts (法院)')
    .addTag('institutions', 'The register of institutions (机构)')
    .addTag('supervision', 'Who looked, and what supervisors are told of it (督察, 审计)')
    .addTag('access', 'Who is calling')
    .addTag('health', 'For machines that watch the process')
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    extraModels: [ProblemDto],
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}-${method}`,
  });
  describeMasking(document);
  // Whoever may come with a token may come with a session, and the other way round: the guard is one.
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path) as { security?: Record<string, string[]>[] }[]) {
      if (operation.security?.some((way) => 'bearer' in way)) operation.security = [{ bearer: [] }, { openIdConnect: [] }, { cookie: [] }];
    }
  }
  return document;
}

/** Which fields hold personal data of which type, and how to say which view is wanted. */
function describeMasking(document: OpenAPIObject): void {
  for (const dto of FIELD_KINDS.keys()) {
    const properties = (document.components?.schemas?.[dto.name] as { properties?: Record<string, Record<string, unknown>> } | undefined)?.properties ?? {};
    for (const [name, kind] of Object.entries(kindsOf(dto))) if (kind !== 'none' && properties[name] !== undefined) properties[name]['x-personal'] = kind;
  }
}

/** The page for people at `/api/docs`, the document at `/api/openapi.json` and `/api/openapi.yaml`. Needs no token. */
export function serveOpenApi(app: INestApplication): void {
  let document: OpenAPIObject | undefined;
  SwaggerModule.setup('api/docs', app, () => (document ??= describeApi(app)), {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
    customSiteTitle: 'Chakong Gateway (查控网关)',
  });
}

/** As it is committed in `contracts/http/openapi.yaml`. */
export function renderApi(document: OpenAPIObject): string {
  const head = '# Written by `npm run openapi` from the running application. Do not edit; a test compares it.\n';
  return head + stringify(document, { lineWidth: 0, aliasDuplicateObjects: false });
}
