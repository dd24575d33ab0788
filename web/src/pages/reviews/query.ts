import { graphql, type FragmentOf } from "../../query/graphql";

/** What a review can change. */
export const Reviewed = graphql(`
  fragment Reviewed on Figure {
    id
    indicator {
      id
      code
      name
      nameEn
    }
    topic
    value
    valueHigh
    unit
    qualifier
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

export const FigureToReview = graphql(
  `
    fragment FigureToReview on Figure {
      ...Reviewed
      raw
      quote
      subject
      scope
      status
      period {
        label
        cumulative
      }
      span {
        start
        end
      }
      section {
        id
        path
        label
        heading
        text
        span {
          start
          end
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
  `,
  [Reviewed],
);

/** A page of the queue, and how much of it is done. */
export const QueueQuery = graphql(
  `
    query ReviewQueue($filter: FigureFilter!, $done: FigureFilter!, $orderBy: [FigureOrder!]!, $after: String) {
      figures(first: 25, filter: $filter, orderBy: $orderBy, after: $after) {
        totalCount
        nodes {
          ...FigureToReview
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
      done: figures(first: 0, filter: $done) {
        totalCount
      }
    }
  `,
  [FigureToReview],
);

/** The one figure that an address asks for. */
export const OneFigureQuery = graphql(
  `
    query OneToReview($id: ID!) {
      node(id: $id) {
        __typename
        ... on Figure {
          ...FigureToReview
        }
      }
    }
  `,
  [FigureToReview],
);

/** The text that a figure stands in; many figures stand in the same. */
export const ReportTextQuery = graphql(`
  query ReportText($id: ID!) {
    report(id: $id) {
      id
      text
    }
  }
`);

export const ReviewMutation = graphql(
  `
    mutation Review($input: ReviewFigureInput!) {
      reviewFigure(input: $input) {
        figure {
          ...Reviewed
        }
        userErrors {
          code
          message
        }
      }
    }
  `,
  [Reviewed],
);

export type QueueFigure = FragmentOf<typeof FigureToReview>;
