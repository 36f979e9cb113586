import type { RouteObject } from 'react-router';

/** Pages on levels and compliance; one entry each, loaded when first opened. */
export const compliancePages: RouteObject[] = [];
