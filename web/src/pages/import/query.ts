import { graphql } from "../../query/graphql";

export const JobState = graphql(`
  fragment JobState on ImportJob {
    id
    status
    total
    done
    failed
    warnings {
      code
      message
    }
  }
`);

export const ImportFileMutation = graphql(
  `
    mutation ImportFile($file: Upload!, $input: ImportFileInput) {
      importReportFile(file: $file, input: $input) {
        job {
          ...JobState
        }
        userErrors {
          code
          message
        }
      }
    }
  `,
  [JobState],
);

export const ImportTextMutation = graphql(
  `
    mutation ImportText($input: ImportReportInput!) {
      importReport(input: $input) {
        job {
          ...JobState
        }
        userErrors {
          code
          message
        }
      }
    }
  `,
  [JobState],
);

export const ImportProgressSubscription = graphql(
  `
    subscription ImportProgress($id: ID!) {
      importProgress(jobId: $id) {
        ...JobState
      }
    }
  `,
  [JobState],
);

export const ImportJobQuery = graphql(
  `
    query ImportJobNow($id: ID!) {
      importJob(id: $id) {
        ...JobState
      }
    }
  `,
  [JobState],
);

const FigureToLookAt = graphql(`
  fragment FigureToLookAt on Figure {
    id
    raw
    quote
    confidence
    indicator {
      id
      name
      nameEn
    }
  }
`);

/** What was read from an imported document, and what a person should look at. */
export const ImportedQuery = graphql(
  `
    query Imported($id: ID!) {
      importJob(id: $id) {
        ...JobState
        report {
          id
          year
          title
          edition
          source {
            name
          }
          county {
            id
            code
            name
            nameEn
            province {
              name
              nameEn
            }
          }
          sections(first: 0) {
            totalCount
          }
          figures(first: 0) {
            totalCount
          }
          weak: figures(first: 8, filter: { catalogued: true, reviewed: false, confidence: { lte: 0.84 } }, orderBy: [{ field: CONFIDENCE }]) {
            totalCount
            nodes {
              ...FigureToLookAt
            }
          }
          without: figures(first: 8, filter: { catalogued: false, reviewed: false }) {
            totalCount
            nodes {
              ...FigureToLookAt
            }
          }
          checks(status: FAILED) {
            statement
            figures {
              id
            }
          }
        }
      }
    }
  `,
  [JobState, FigureToLookAt],
);
