/** The part of pdfmake 0.3 that is used here; the package brings no types. */
declare module 'pdfmake' {
  interface Definition {
    content: unknown[];
    [key: string]: unknown;
  }
  const pdfmake: {
    virtualfs: { writeFileSync(name: string, bytes: Buffer): void };
    setFonts(
      fonts: Record<string, { normal: string; bold: string; italics: string; bolditalics: string }>,
    ): void;
    setTableLayouts(layouts: Record<string, Record<string, () => number>>): void;
    setUrlAccessPolicy(allow: (url: string) => boolean): void;
    setLocalAccessPolicy(allow: (path: string) => boolean): void;
    createPdf(definition: Definition): { getBuffer(): Promise<Buffer> };
  };
  export = pdfmake;
}
