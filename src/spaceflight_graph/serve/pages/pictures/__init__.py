"""Pictures of things as SVG that is made here: no script, no other file, and told in words to who does not see them."""
