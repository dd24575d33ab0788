import { graphql } from "../../query/graphql";

/** One indicator of the chosen counties, with the sentences. */
export const CompareQuery = graphql(`
  query Compare($indicator: String!, $counties: [String!]) {
    indicator(code: $indicator) {
      id
      code
      name
      nameEn
      measure
      unit
      description
    }
    series(indicator: $indicator, counties: $counties) {
      county {
        id
        code
        name
        nameEn
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
          quote
          scope
          section {
            id
            heading
          }
          report {
            id
            edition
          }
        }
        restated {
          id
          year
          value
          valueHigh
          unit
          qualifier
        }
      }
    }
  }
`);

/** The names of the chosen counties, which an indicator may know nothing of. */
export const ChosenCountiesQuery = graphql(`
  query ChosenCounties($codes: [String!]!) {
    counties(filter: { code: $codes }, first: 30) {
      nodes {
        id
        code
        name
        nameEn
      }
    }
  }
`);

export const ChosenIndicatorQuery = graphql(`
  query ChosenIndicator($code: String!) {
    indicator(code: $code) {
      id
      code
      name
      nameEn
      coverage {
        firstYear
        lastYear
      }
    }
  }
`);

/** Counties that state the indicator for a year: those a comparison can be made with. */
export const OthersQuery = graphql(`
  query OthersWithIndicator($indicator: String!, $year: Int!) {
    ranking(indicator: $indicator, year: $year, first: 14) {
      county {
        id
        code
        name
        nameEn
      }
    }
  }
`);

export const FindCountyQuery = graphql(`
  query FindCounty($words: String!) {
    counties(first: 8, filter: { nameContains: $words, hasReports: true }) {
      nodes {
        id
        code
        name
        nameEn
        province {
          name
          nameEn
        }
      }
    }
  }
`);

export const FindIndicatorQuery = graphql(`
  query FindIndicator($words: String!) {
    indicators(first: 10, filter: { nameContains: $words, hasFigures: true }) {
      nodes {
        id
        code
        name
        nameEn
        topic
      }
    }
  }
`);

/** Indicators to begin with: the first of the catalogue that there are figures of. */
export const FirstIndicatorsQuery = graphql(`
  query FirstIndicators {
    indicators(first: 14, filter: { hasFigures: true }) {
      nodes {
        id
        code
        name
        nameEn
      }
    }
  }
`);
