import { graphql, type FragmentOf } from "../../query/graphql";

export const SectionInReport = graphql(`
  fragment SectionInReport on Section {
    id
    path
    level
    label
    heading
    kind
    text
    span {
      start
      end
    }
  }
`);

export const FigureInReport = graphql(`
  fragment FigureInReport on Figure {
    id
    section {
      id
      path
    }
    indicator {
      id
      code
      name
      nameEn
    }
    topic
    subject
    scope
    value
    valueHigh
    unit
    qualifier
    status
    period {
      label
      from
      to
      cumulative
    }
    raw
    quote
    span {
      start
      end
    }
    confidence
    reviews {
      decision
      reviewer
      note
      at
      previousValue
      previousUnit
      previousIndicator {
        id
        name
        nameEn
      }
    }
  }
`);

/** A report with its text and the first hundred of its sections and figures, which for most is all of them. */
export const ReportQuery = graphql(
  `
    query ReadReport($county: String!, $year: Int!) {
      report(countyCode: $county, year: $year) {
        id
        year
        title
        edition
        documentNumber
        indexNumber
        issuers
        signatory
        addressee
        signedOn
        publishedOn
        text
        source {
          name
          url
          mediaType
          sha256
          bytes
          importedAt
        }
        sections(first: 100) {
          totalCount
          nodes {
            ...SectionInReport
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
        figures(first: 100) {
          totalCount
          nodes {
            ...FigureInReport
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
        checks {
          rule
          status
          statement
          expected
          stated
          difference
          figures {
            id
            unit
          }
        }
      }
      county(code: $county) {
        id
        code
        name
        nameEn
        province {
          code
          name
          nameEn
        }
        reports(first: 100) {
          nodes {
            id
            year
          }
        }
      }
    }
  `,
  [SectionInReport, FigureInReport],
);

/** What comes behind the first hundred. */
export const MoreOfReportQuery = graphql(
  `
    query MoreOfReport($id: ID!, $sections: Boolean!, $sectionsAfter: String, $figures: Boolean!, $figuresAfter: String) {
      report(id: $id) {
        id
        sections(first: 100, after: $sectionsAfter) @include(if: $sections) {
          nodes {
            ...SectionInReport
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
        figures(first: 100, after: $figuresAfter) @include(if: $figures) {
          nodes {
            ...FigureInReport
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  `,
  [SectionInReport, FigureInReport],
);

/** What the county's other reports say of the same thing. */
export const FigureSeriesQuery = graphql(`
  query FigureSeries($county: String!, $indicators: [String!]!) {
    county(code: $county) {
      id
      series(indicators: $indicators) {
        indicator {
          id
          code
        }
        points {
          year
          value
          valueHigh
          unit
          qualifier
          change
          figure {
            id
            year
          }
        }
      }
    }
  }
`);

export type ReportSection = FragmentOf<typeof SectionInReport>;
export type ReportFigure = FragmentOf<typeof FigureInReport>;
