"""What is made from the ontology for people who read it elsewhere: a page of all terms, and one file for a release."""
