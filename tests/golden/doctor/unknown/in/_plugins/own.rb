Jekyll::Hooks.register(:site) {}
