var a = "<a href=\"/about/\">"; var b = '<a href="/de/about/">';
