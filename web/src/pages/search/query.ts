import { graphql } from "../../query/graphql";

/** A page of the sections in which the words stand. */
export const SearchQuery = graphql(`
  query Search($query: String!, $filter: SearchFilter, $after: String) {
    search(query: $query, first: 20, filter: $filter, after: $after) {
      totalCount
      nodes {
        snippet
        matches {
          start
        }
        section {
          id
          path
          label
          heading
          kind
          topics
          ancestors {
            id
            label
            heading
          }
        }
        report {
          id
          year
          edition
          county {
            id
            code
            name
            nameEn
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** What can be chosen from, and what has the words in its name. */
export const AroundSearchQuery = graphql(`
  query AroundSearch($words: String!, $named: Boolean!) {
    provinces {
      code
      name
      nameEn
    }
    statistics {
      firstYear
      lastYear
      reports
    }
    counties(first: 6, filter: { nameContains: $words, hasReports: true }) @include(if: $named) {
      nodes {
        id
        code
        name
        nameEn
      }
    }
    indicators(first: 8, filter: { nameContains: $words, hasFigures: true }) @include(if: $named) {
      nodes {
        id
        code
        name
        nameEn
      }
    }
  }
`);
