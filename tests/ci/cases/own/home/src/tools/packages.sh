echo "packages: $*"
