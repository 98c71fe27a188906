// Who is signed in here, as a tag that says nothing of them; empty for nobody. What waits on a shared device waits for them.
export const whoIsHere = () => /(?:^|; )(?:__Host-)?kindward-who=([^;]*)/.exec(document.cookie)?.[1] || "";
export const isOfWhoIsHere = (record) => !record.who || record.who === whoIsHere();
