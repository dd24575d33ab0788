import { Link } from "wouter";
import { indicatorAddress } from "../../address";

/** The definition of an indicator, in which other indicators' codes stand in `backticks`: they become links. */
export function Definition({ text }: { text: string }) {
  return (
    <p lang="en">
      {text.split("`").map((piece, place) =>
        place % 2 === 0 ? (
          piece
        ) : (
          <Link key={place} href={indicatorAddress(piece)}>
            <code>{piece}</code>
          </Link>
        ),
      )}
    </p>
  );
}
