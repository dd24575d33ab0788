import { graphql, type ResultOf } from "../../query/graphql";

/** What the indicator is, how much is known of it, and how it went over the years. */
export const IndicatorQuery = graphql(`
  query Indicator($code: String!) {
    indicator(code: $code) {
      id
      code
      name
      nameEn
      description
      topic
      unit
      measure
      parent {
        id
        code
        name
        nameEn
      }
      children {
        id
        code
        name
        nameEn
      }
      coverage {
        counties
        reports
        figures
        firstYear
        lastYear
      }
    }
    summary(indicator: $code, groupBy: YEAR) {
      key
      count
      min
      max
      median
      unit
    }
    provinces {
      code
      name
      nameEn
    }
  }
`);

export type FoundIndicator = NonNullable<ResultOf<typeof IndicatorQuery>["indicator"]>;

/** One year: the counties by their figures, and all values for the distribution. */
export const YearQuery = graphql(`
  query IndicatorYear($code: String!, $year: Int!, $province: String, $order: SortDirection) {
    ranking(indicator: $code, year: $year, province: $province, order: $order, first: 100) {
      rank
      value
      county {
        id
        code
        name
        nameEn
        province {
          code
          name
          nameEn
        }
      }
      figure {
        id
        year
        value
        valueHigh
        unit
        qualifier
        quote
      }
    }
    summary(indicator: $code, from: $year, to: $year, groupBy: COUNTY) {
      key
      label
      mean
    }
  }
`);

/** How the ranked counties have changed against the year before. */
export const ChangesQuery = graphql(`
  query IndicatorChanges($code: String!, $counties: [String!]!, $from: Int!, $to: Int!) {
    series(indicator: $code, counties: $counties, from: $from, to: $to) {
      county {
        id
        code
      }
      points {
        year
        value
        unit
        change
      }
    }
  }
`);
