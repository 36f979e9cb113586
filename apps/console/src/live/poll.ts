/** How often the list is read again while the stream is down. */
export const POLL_SECONDS = 15;
