export function InstitutionsPage() { return null; }
