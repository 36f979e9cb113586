/** «Mẫu 06 - Hộ tịch» → `mau-06-ho-tich`: letters without diacritics, digits and hyphens, for headers that know ASCII only. */
export function asciiName(title: string): string {
  return title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 120);
}
