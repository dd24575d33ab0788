import { graphql, type ResultOf } from "../../query/graphql";

/** The county, its reports and all its series, without the sentences. */
export const CountyQuery = graphql(`
  query County($code: String!) {
    county(code: $code) {
      id
      code
      name
      nameEn
      kind
      province {
        code
        name
        nameEn
      }
      prefecture {
        code
        name
        nameEn
      }
      reports(first: 60) {
        nodes {
          id
          year
          title
          edition
          documentNumber
          signedOn
          figures(first: 0) {
            totalCount
          }
          checks(status: FAILED) {
            rule
          }
        }
      }
      series {
        indicator {
          id
          code
          name
          nameEn
          topic
          unit
          measure
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
          restated {
            id
          }
        }
      }
    }
  }
`);

type Found = NonNullable<ResultOf<typeof CountyQuery>["county"]>;
export type CountySeries = Found["series"][number];
export type CountyReport = Found["reports"]["nodes"][number];

/** One series of the county with the sentences of its points. */
export const DrawnQuery = graphql(`
  query CountySeries($code: String!, $indicator: String!) {
    county(code: $code) {
      id
      series(indicators: [$indicator]) {
        indicator {
          id
          code
          name
          nameEn
          description
          measure
          coverage {
            counties
          }
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
            period {
              cumulative
              label
            }
            section {
              id
              heading
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
  }
`);
