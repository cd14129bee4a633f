/** Parameters of every page below a mesh. */
export interface MeshParams {
  params: Promise<{ mesh: string }>;
}

/** The mesh's name: Next hands it on as it stands in the address, escaped. */
export async function meshOf({ params }: MeshParams): Promise<string> {
  return decodeURIComponent((await params).mesh);
}
