import { z } from 'zod';

// The building blocks of the event schema (ECS 9): leaf types and the objects that appear in several places.

export const keyword = z.string().max(8192);
export const keywords = z.array(keyword).max(256);
export const long = z.number().int();
export const instant = z.iso.datetime({ offset: false, precision: 3 });

const UserBrief = z.strictObject({
  id: keyword.optional(),
  name: keyword.optional(),
  domain: keyword.optional(),
  email: keyword.optional(),
  full_name: keyword.optional(),
  roles: keywords.optional(),
});
export const User = z.strictObject({
  ...UserBrief.shape,
  target: UserBrief.optional(),
  effective: UserBrief.optional(),
});

export const Endpoint = z.strictObject({
  ip: keyword.optional(),
  port: long.optional(),
  address: keyword.optional(),
  domain: keyword.optional(),
  mac: keyword.optional(),
  bytes: long.optional(),
  packets: long.optional(),
  user: UserBrief.optional(),
  geo: z
    .strictObject({
      country_iso_code: keyword.optional(),
      country_name: keyword.optional(),
      region_name: keyword.optional(),
      city_name: keyword.optional(),
      name: keyword.optional(),
    })
    .optional(),
  as: z
    .strictObject({
      number: long.optional(),
      organization: z.strictObject({ name: keyword.optional() }).optional(),
    })
    .optional(),
});

const Hash = z.strictObject({
  md5: keyword.optional(),
  sha1: keyword.optional(),
  sha256: keyword.optional(),
});
export const File = z.strictObject({
  path: keyword.optional(),
  name: keyword.optional(),
  extension: keyword.optional(),
  directory: keyword.optional(),
  size: long.optional(),
  hash: Hash.optional(),
});
export const ProcessBrief = z.strictObject({
  pid: long.optional(),
  name: keyword.optional(),
  executable: keyword.optional(),
  command_line: keyword.optional(),
  args: keywords.optional(),
  entity_id: keyword.optional(),
  working_directory: keyword.optional(),
  hash: Hash.optional(),
  user: UserBrief.optional(),
});
