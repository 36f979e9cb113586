/** One record of a source at a moment. */
export interface Line {
  sourceId: string;
  at: number;
  text: string;
}
