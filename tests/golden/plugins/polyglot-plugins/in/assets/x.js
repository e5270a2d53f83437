---
---
var a = "<a href=\"/about/\">"; var b = '<a href="/about/">';
