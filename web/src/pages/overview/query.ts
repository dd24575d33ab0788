import { graphql } from "../../query/graphql";

const TopicIndicators = graphql(`
  fragment TopicIndicators on IndicatorConnection {
    totalCount
    nodes {
      id
      code
      name
      nameEn
      coverage {
        counties
        firstYear
        lastYear
      }
    }
  }
`);

/** Everything on the overview in one answer, so that the page is filled in one step. */
export const OverviewQuery = graphql(
  `
    query Overview($province: [String!]) {
      statistics {
        counties
        reports
        figures
        firstYear
        lastYear
      }
      counties(first: 40, filter: { hasReports: true, province: $province }, orderBy: [{ field: REPORT_COUNT, direction: DESC }, { field: CODE }]) {
        totalCount
        nodes {
          id
          code
          name
          nameEn
          province {
            code
            name
            nameEn
          }
          reports(first: 40) {
            nodes {
              id
              year
              edition
              figures(first: 0) {
                totalCount
              }
            }
          }
        }
      }
      provinces {
        code
        name
        nameEn
      }
      latest: reports(first: 6, orderBy: [{ field: IMPORTED_AT, direction: DESC }]) {
        nodes {
          id
          year
          title
          edition
          county {
            id
            code
            name
            nameEn
          }
          source {
            importedAt
          }
        }
      }
      ORGANIZATION: indicators(first: 60, filter: { topic: ORGANIZATION, hasFigures: true }) {
        ...TopicIndicators
      }
      GOVERNMENT_FUNCTIONS: indicators(first: 60, filter: { topic: GOVERNMENT_FUNCTIONS, hasFigures: true }) {
        ...TopicIndicators
      }
      RULEMAKING: indicators(first: 60, filter: { topic: RULEMAKING, hasFigures: true }) {
        ...TopicIndicators
      }
      DECISION_MAKING: indicators(first: 60, filter: { topic: DECISION_MAKING, hasFigures: true }) {
        ...TopicIndicators
      }
      ENFORCEMENT: indicators(first: 60, filter: { topic: ENFORCEMENT, hasFigures: true }) {
        ...TopicIndicators
      }
      MEDIATION: indicators(first: 60, filter: { topic: MEDIATION, hasFigures: true }) {
        ...TopicIndicators
      }
      RECONSIDERATION: indicators(first: 60, filter: { topic: RECONSIDERATION, hasFigures: true }) {
        ...TopicIndicators
      }
      LITIGATION: indicators(first: 60, filter: { topic: LITIGATION, hasFigures: true }) {
        ...TopicIndicators
      }
      OVERSIGHT: indicators(first: 60, filter: { topic: OVERSIGHT, hasFigures: true }) {
        ...TopicIndicators
      }
      LEGAL_SERVICES: indicators(first: 60, filter: { topic: LEGAL_SERVICES, hasFigures: true }) {
        ...TopicIndicators
      }
      LEGAL_EDUCATION: indicators(first: 60, filter: { topic: LEGAL_EDUCATION, hasFigures: true }) {
        ...TopicIndicators
      }
      OTHER: indicators(first: 60, filter: { topic: OTHER, hasFigures: true }) {
        ...TopicIndicators
      }
    }
  `,
  [TopicIndicators],
);
