/**
 * Whether a register of this region keeps what belongs to a district (GB/T 2260): a province all of its districts, a city its own.
 * One without a region, or of the whole country, keeps everything.
 */
export function keepsDistrict(region: string | undefined, districtCode: string): boolean {
  if (region === undefined || region === '000000') return true;
  if (region.endsWith('0000')) return districtCode.startsWith(region.slice(0, 2));
  return region.endsWith('00') ? districtCode.startsWith(region.slice(0, 4)) : districtCode === region;
}
