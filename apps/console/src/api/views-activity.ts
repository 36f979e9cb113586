export interface ActivityQuery {
  subjectKind?: string;
  subjectId?: string;
  actor?: string;
  action?: string;
  from?: string;
  to?: string;
}
