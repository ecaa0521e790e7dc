package main

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

type redisStore struct{ client *redis.Client }

// openRedis takes redis://user:password@host:6379/0.
func openRedis(ctx context.Context, url string) (store, error) {
	options, err := redis.ParseURL(url)
	if err != nil {
		return nil, err
	}
	client := redis.NewClient(options)
	if err := client.Ping(ctx).Err(); err != nil {
		return nil, fmt.Errorf("reach Redis: %w", err)
	}
	return redisStore{client}, nil
}

func (s redisStore) Add(ctx context.Context, text string) error {
	return s.client.RPush(ctx, "notes", text).Err()
}

func (s redisStore) All(ctx context.Context) ([]string, error) {
	return s.client.LRange(ctx, "notes", 0, -1).Result()
}
