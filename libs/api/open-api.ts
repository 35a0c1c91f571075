import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { isApiPath } from '#libs/access';

/** Name and version printed in the API's description. */
export interface ApiDescription {
  readonly title: string;
  readonly version: string;
  readonly description?: string;
}

/** The OpenAPI 3 document of every route under /api. Full only when built by tsc with the swagger plugin. */
export function openApiDocument(app: INestApplication, { title, version, description = '' }: ApiDescription): OpenAPIObject {
  const config = new DocumentBuilder().setTitle(title).setVersion(version).setDescription(description).addBearerAuth().addSecurityRequirements('bearer').build();
  const document = SwaggerModule.createDocument(app, config);
  const paths = Object.entries(document.paths).filter(([path]) => isApiPath(path));
  return { ...document, paths: Object.fromEntries(paths.map(([path, item]) => [path, item.post ? { ...item, post: withIdempotencyKey(item.post) } : item])) };
}

type Operation = NonNullable<OpenAPIObject['paths'][string]['post']>;

/** Every POST takes the key, whichever handler answers it. */
function withIdempotencyKey(operation: Operation): Operation {
  const others = (operation.parameters ?? []).filter((each) => !('name' in each && each.name.toLowerCase() === 'idempotency-key'));
  const description = 'Makes a repeat safe for 24 hours: the same key and body get the first answer, the same key with another body 422.';
  return { ...operation, parameters: [...others, { name: 'Idempotency-Key', in: 'header', required: false, description, schema: { type: 'string', maxLength: 255 } }] };
}

/** Serves the document at /api/openapi.json and a browsable copy at /api/docs, from this server alone. Call after `configureWeb`. */
export function serveOpenApi(app: INestApplication, description: ApiDescription): void {
  SwaggerModule.setup('api/docs', app, () => openApiDocument(app, description), {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
    customSiteTitle: `${description.title}: API`,
    customfavIcon: 'data:,',
    swaggerOptions: { persistAuthorization: false, validatorUrl: null },
  });
}
