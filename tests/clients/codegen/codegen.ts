// graphql-codegen with its preset for clients, as strict as it can be: a scalar without a type is an error.

import type { CodegenConfig } from "@graphql-codegen/cli";

const config: CodegenConfig = {
  schema: "../../schema.graphql",
  documents: ["codegen/queries.ts", "../../docs/tour/*.graphql"],
  emitLegacyCommonJSImports: false,
  generates: {
    "codegen/generated/": {
      preset: "client",
      presetConfig: { fragmentMasking: false },
      config: {
        strictScalars: true,
        useTypeImports: true,
        enumsAsTypes: true,
        scalars: { Date: "string", DateTime: "string", Upload: "File" },
      },
    },
  },
};

export default config;
