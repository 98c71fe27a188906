"""Words: findings about content, and the words the product does not say."""
