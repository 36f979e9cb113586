import { z } from 'zod';
import type { Route } from './route';

/** OpenAPI 3.1 of the routes, made from the same table and schemas that serve them. */
export function openApiOf(routes: readonly Route[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = `/api/v1${route.path.replaceAll(/:(\w+)/g, '{$1}')}`;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Khiên', version: '1', description: 'Errors are application/problem+json (RFC 9457).' },
    paths,
    components: {
      securitySchemes: {
        cookie: { type: 'apiKey', in: 'cookie', name: 'khien_session' },
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      },
    },
  };
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same call with the same key is done once; its answer is kept for 24 hours.',
  schema: { type: 'string', minLength: 8, maxLength: 200 },
};

function operationOf({ method, summary, action, schemas, idempotent, produces }: Route): object {
  return {
    summary,
    'x-action': action,
    security: action === 'anyone' ? [] : [{ cookie: [] }, { bearer: [] }],
    parameters: [
      ...parametersOf(schemas.params, 'path'),
      ...parametersOf(schemas.query, 'query'),
      ...(idempotent ? [IDEMPOTENCY_KEY] : []),
    ],
    ...((method === 'POST' || method === 'PUT') && {
      requestBody: { content: { 'application/json': { schema: jsonSchemaOf(schemas.body) } } },
    }),
    responses: {
      default: {
        description: 'Answer or problem',
        ...(produces !== undefined && { content: { [produces]: {} } }),
      },
    },
  };
}

function parametersOf(schema: z.ZodType, place: 'path' | 'query'): object[] {
  const { properties = {}, required = [] } = jsonSchemaOf(schema);
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

function jsonSchemaOf(schema: z.ZodType): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
}
