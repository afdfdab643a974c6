"""Holds scenario files against the schema, as an editor does; prints what is wrong with them."""

import json
import sys

import jsonschema

schema = json.load(open(sys.argv[1]))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
wrong = False
for path in sys.argv[2:]:
    for fault in validator.iter_errors(json.load(open(path))):
        wrong = True
        print(f"{path}: {'.'.join(map(str, fault.absolute_path))}: {fault.message}")
sys.exit(wrong)
