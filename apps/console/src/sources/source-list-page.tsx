export function SourceListPage() {
  return null;
}
