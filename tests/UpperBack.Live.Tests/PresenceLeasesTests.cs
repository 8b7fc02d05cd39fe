using System.Reflection;
using Microsoft.Extensions.Options;
using StackExchange.Redis;
using UpperBack.Contracts.Live;
using UpperBack.Kernel.Time;
using UpperBack.Live.Presence;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Tests;

/// <summary>What a node makes of a Redis that is late, empty, or says what no node wrote.</summary>
public sealed class PresenceLeasesTests
{
    private readonly SessionId session = SessionId.New();
    private readonly RoomPeople people = new();
    private readonly ShiftedClock clock = new();
    private readonly FakeRedis redis = FakeRedis.Start();
    private readonly PresenceLeases leases;

    public PresenceLeasesTests()
    {
        leases = new PresenceLeases(redis.Multiplexer, Options.Create(new LiveOptions()), clock);
        people.Take(new PresenceLease("one", MemberId.New(), RoomRoles.Participant, "Asha"));
    }

    [Fact]
    public async Task ARedisThatComesBackEmptyTakesNobodyAlongBeforeTheirNodeCouldWriteThemAnew()
    {
        redis.Read = ReadOther;
        await leases.ExchangeAsync(session, people, default);
        Assert.True(people.Has("two"));

        clock.Advance(TimeSpan.FromSeconds(30));
        redis.Read = _ => throw new RedisException("It is away.");
        await Assert.ThrowsAsync<RedisException>(() => leases.ExchangeAsync(session, people, default));
        redis.Read = _ => Task.FromResult<HashEntry[]>([]);
        await leases.ExchangeAsync(session, people, default);
        Assert.True(people.Has("two"));

        clock.Advance(TimeSpan.FromSeconds(30));
        await leases.ExchangeAsync(session, people, default);
        Assert.Equal((true, false), (people.Has("one"), people.Has("two")));
    }

    [Fact]
    public async Task NoMemberWaitsForARedisThatIsLate()
    {
        redis.Read = _ => new TaskCompletionSource<HashEntry[]>().Task;

        await Assert.ThrowsAsync<TimeoutException>(() =>
            leases.ExchangeSoonAsync(session, people).WaitAsync(TimeSpan.FromSeconds(30))
        );
        await Assert.ThrowsAsync<TimeoutException>(() =>
            leases.RefreshAsync(session, people).WaitAsync(TimeSpan.FromSeconds(30))
        );
    }

    [Fact]
    public void ChangesThatNoNodeWroteAreDropped()
    {
        var lease = new PresenceLease("two", MemberId.New(), RoomRoles.Participant, "Ben");
        var written = new LeaseChanges(
            3,
            new Dictionary<string, PresenceLease?> { ["two"] = lease, ["gone"] = null }
        ).ToJson();
        Assert.Equal(["gone", "two"], LeaseChanges.Parse(written)!.Leases!.Keys.Order());

        Assert.All(
            [
                written.Replace("\"role\":\"participant\",", ""),
                written.Replace("\"displayName\"", "\"name\""),
                written.Replace("\"connectionId\":\"two\"", "\"connectionId\":\"one\""),
                written.Replace("\"connectionId\"", "\"id\""),
            ],
            forged =>
            {
                Assert.NotEqual(written, forged);
                Assert.Equal(["gone"], LeaseChanges.Parse(forged)!.Leases!.Keys);
            }
        );
    }

    /// <summary>Another node with one connection.</summary>
    private Task<HashEntry[]> ReadOther(RedisKey key) =>
        Task.FromResult<HashEntry[]>(
            key == LiveKeys.Nodes(session) ? [new("other", $"{clock.NowMs() + 12_000}|1|1|")]
            : key == LiveKeys.Leases(session, "other") ? [new("two", $"{MemberId.New()}|{RoomRoles.Participant}|Ben")]
            : []
        );

    /// <summary>A Redis that reads hashes as the test says, and writes nothing.</summary>
    internal class FakeRedis : DispatchProxy
    {
        private FakeRedis? whole;

        public Func<RedisKey, Task<HashEntry[]>> Read { get; set; } = _ => Task.FromResult<HashEntry[]>([]);

        public IConnectionMultiplexer Multiplexer => (IConnectionMultiplexer)(object)this;

        public static FakeRedis Start() => (FakeRedis)Create<IConnectionMultiplexer, FakeRedis>();

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod!.Name switch
            {
                nameof(IConnectionMultiplexer.GetDatabase) => Part<IDatabase>(),
                nameof(IDatabase.CreateBatch) => Part<IBatch>(),
                nameof(IDatabase.HashGetAllAsync) => (whole ?? this).Read((RedisKey)args![0]!),
                _ when targetMethod.ReturnType == typeof(void) => null,
                _ when targetMethod.ReturnType == typeof(Task) => Task.CompletedTask,
                _ => typeof(Task)
                    .GetMethod(nameof(Task.FromResult))!
                    .MakeGenericMethod(targetMethod.ReturnType.GenericTypeArguments)
                    .Invoke(null, [null]),
            };

        private T Part<T>()
            where T : class
        {
            var part = Create<T, FakeRedis>();
            ((FakeRedis)(object)part).whole = whole ?? this;
            return part;
        }
    }
}
