import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MonitorError } from '@khien/model';
import express, { type RequestHandler, Router } from 'express';
import { nonceOf } from './security-headers';

/** Where the page keeps the nonce for the styles its script makes, and where it carries one itself. */
const NONCE_META = /(<meta name="csp-nonce" content=")[^"]*(")/;
const NONCE_PLACE = '__KHIEN_NONCE__';

/** The built console: hashed files for a year, its page for every address of the client's own, with the nonce of this answer. */
export function consoleFiles(dir: string): Router {
  const router = Router();
  router.use(
    '/assets',
    express.static(join(dir, 'assets'), { immutable: true, maxAge: '1y', index: false, redirect: false }),
  );
  router.use('/assets', () => {
    throw new MonitorError('not_found', 'console: no such file');
  });
  router.get('/index.html', page(dir));
  router.use(express.static(dir, { index: false, redirect: false, maxAge: 0 }));
  router.get('/{*path}', page(dir));
  return router;
}

function page(dir: string): RequestHandler {
  return async (request, response, next) => {
    // Files of the console lie at the top or under /assets; a dot further down is part of an id (`/dossiers/sso.v1`).
    const named = /\.[a-z0-9]+$/i.test(request.path) && request.path !== '/index.html';
    const isFile = named && !/^\/[a-z][a-z-]*\/./.test(request.path);
    if (isFile || !request.accepts('html')) return next();
    const html = await readFile(join(dir, 'index.html'), 'utf8').catch((cause: unknown) => {
      throw new MonitorError('unavailable', 'console: not built', { cause });
    });
    const nonce = nonceOf(response);
    response
      .set('Cache-Control', 'no-store')
      .type('html')
      .send(
        html
          .replace(NONCE_META, (_all, before, after) => before + nonce + after)
          .replaceAll(NONCE_PLACE, nonce),
      );
  };
}
