import { Component, type ReactNode } from "react";
import { Failure } from "./states";

interface State {
  error: Error | null;
}

interface Properties {
  /** The address: at another one the page gets another chance. */
  at: string;
  children: ReactNode;
}

/** Keeps the frame when a page breaks, or when its code cannot be loaded because the server has been updated. */
export class ErrorBoundary extends Component<Properties, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidUpdate(before: Properties) {
    if (before.at !== this.props.at && this.state.error !== null) this.setState({ error: null });
  }

  override render() {
    return this.state.error === null ? this.props.children : <Failure error={this.state.error} retry={() => location.reload()} />;
  }
}
