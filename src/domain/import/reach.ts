/** How far an importer reaches: everything from the command line, its own region from an authority's page. */
export type Reach = {
  readonly path: string;
  /** Whose examinations it keeps the roster of; null for an authority below the province, which keeps none. */
  readonly provinceCode: string | null;
} | null;

export function reachesProvince(reach: Reach, provinceCode: string): boolean {
  return reach === null || reach.provinceCode === provinceCode;
}

/** Institutions licensed by the authority itself or by one below it. */
export function reachesPath(reach: Reach, path: string): boolean {
  return reach === null || path === reach.path || reachesBelow(reach, path);
}

/** Authorities below it: none may give itself another function or another superior. */
export function reachesBelow(reach: Reach, path: string): boolean {
  return reach === null || path.startsWith(`${reach.path}/`);
}
