/** Keeps bytes under a key: photos, certificates of assessment, rendered papers. */
export interface ObjectStorage {
  /** Stores or replaces; when it returns, the bytes survive a power cut. */
  put(key: string, bytes: Uint8Array, contentType: string): Promise<void>;
  get(key: string): Promise<Uint8Array | undefined>;
  /** Removing what is not there is no error. */
  remove(key: string): Promise<void>;
}
