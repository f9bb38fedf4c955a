export function ExpiryPage() { return null; }
