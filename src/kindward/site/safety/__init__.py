"""Help under the text while somebody writes: looked for in the page, sent nowhere, kept nowhere."""
