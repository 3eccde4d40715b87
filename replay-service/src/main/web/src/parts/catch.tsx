import { Component, type ReactNode } from 'react';
import { Failure } from './failure';

/** Shows what went wrong in the page's own code instead of an empty window. */
export class Catch extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return (
      <Failure
        what="This page cannot be shown"
        error={this.state.error}
        works="Nothing recorded is affected."
        again={() => this.setState({ error: null })}
      />
    );
  }
}
