import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';

/**
 * Content security policy and the other headers of ASVS 5.0 §3.4. Styles need the nonce of the page (Ant Design makes style elements
 * at run time and takes one); style attributes stay allowed, because chart tooltips set them and they can neither load nor run anything.
 */
export function securityHeaders(
  publicUrl: () => string,
  randomBytes: (size: number) => Buffer,
): RequestHandler {
  const headers = (https: boolean) =>
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'", (_request, response) => `'nonce-${nonceOf(response as Response)}'`],
          styleSrcAttr: ["'unsafe-inline'"],
          imgSrc: ["'self'", 'data:'],
          fontSrc: ["'self'"],
          connectSrc: ["'self'"],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
          ...(https && { upgradeInsecureRequests: [] }),
        },
      },
      strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: true } : false,
      frameguard: { action: 'deny' },
      referrerPolicy: { policy: 'no-referrer' },
      crossOriginEmbedderPolicy: true,
    });
  const plain = headers(false);
  const secure = headers(true);
  return (request, response, next) => {
    response.locals.nonce = randomBytes(16).toString('base64');
    response.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
    (publicUrl().startsWith('https:') ? secure : plain)(request, response, next);
  };
}

/** The nonce of this answer's content security policy. */
export function nonceOf(response: Response): string {
  return String(response.locals.nonce);
}
