/** One part of an application on a page, whatever is said of it. */
interface ShownPart {
  readonly category: string;
  readonly area: string;
}

/** Parts of one category of which the same is said, as one line with all their areas; in the order of the first. */
export function withAreas<Part extends ShownPart>(parts: readonly Part[]): (Omit<Part, 'area'> & { readonly areas: readonly string[] })[] {
  const lines = new Map<string, Omit<Part, 'area'> & { areas: string[] }>();
  for (const { area, ...said } of parts) {
    const key = JSON.stringify(said);
    const line = lines.get(key);
    if (line) line.areas.push(area);
    else lines.set(key, { ...said, areas: [area] });
  }
  return [...lines.values()];
}
