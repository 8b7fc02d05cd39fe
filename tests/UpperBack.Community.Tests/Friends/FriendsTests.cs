namespace UpperBack.Community.Tests.Friends;

public sealed class FriendsTests : IAsyncLifetime
{
    private UpperBackServer server = null!;

    public async Task InitializeAsync() => server = await UpperBackServer.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task TwoAreFriendsOnceEachAddedTheOther()
    {
        var (asha, bela) = (await KnownAsync("Asha"), await KnownAsync("bela"));

        Assert.False(await AddAsync(asha, bela));
        Assert.False(await AddAsync(asha, bela));
        Assert.Equal(("", "bela", ""), await ListAsync(asha));
        Assert.Equal(("", "", "Asha"), await ListAsync(bela));

        Assert.True(await AddAsync(bela, asha));
        Assert.Equal(("bela", "", ""), await ListAsync(asha));
        Assert.Equal(("Asha", "", ""), await ListAsync(bela));

        for (var i = 0; i < 2; i++)
        {
            using var removed = await asha.Http.DeleteAsync($"/api/community/friends/{bela.Id}");
            Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        }

        Assert.Equal(("", "", "bela"), await ListAsync(asha));
        Assert.Equal(("", "Asha", ""), await ListAsync(bela));

        var published = (await server.PublishedAsync(nameof(FriendshipChanged)))
            .Select(body => JsonSerializer.Deserialize<FriendshipChanged>(body, JsonSerializerOptions.Web)!)
            .Where(change => change.FirstId == asha.Id || change.SecondId == asha.Id)
            .ToArray();
        Assert.Equal([(1L, true), (2L, false)], published.Select(change => (change.Revision, change.AreFriends)));
        Assert.All(published, change =>
            Assert.True(string.CompareOrdinal(change.FirstId.ToString(), change.SecondId.ToString()) < 0)
        );
    }

    [Fact]
    public async Task TwoWhoAddEachOtherAtTheSameMomentAreFriends()
    {
        var (cleo, dina) = (await KnownAsync("Cleo"), await KnownAsync("Dina"));
        var answers = await Task.WhenAll(AddAsync(cleo, dina), AddAsync(dina, cleo));

        Assert.Contains(true, answers);
        Assert.Equal(("Dina", "", ""), await ListAsync(cleo));
    }

    [Fact]
    public async Task OneselfUnknownMembersAndNonsenseAreRefused()
    {
        var emi = await KnownAsync("Emi");

        await ExpectAsync(emi, emi.Id.ToString(), HttpStatusCode.BadRequest, "request.invalid");
        await ExpectAsync(emi, MemberId.New().ToString(), HttpStatusCode.NotFound, "resource.unknown");
        await ExpectAsync(emi, "nonsense", HttpStatusCode.BadRequest, "request.malformed");
        Assert.Equal(("", "", ""), await ListAsync(emi));
    }

    [Fact]
    public async Task FiveHundredAreTheMostOneCanAdd()
    {
        var (fred, gus, last) = (await KnownAsync("Fred"), await KnownAsync("Gus"), await KnownAsync("Last"));
        await using (var work = await server.Database().BeginAsync(default))
        {
            for (var i = 0; i < 499; i++)
                await work.ExecuteAsync(
                    "insert into added_friends (member_id, friend_id, added_at) values (@Id, @friend, @Now)",
                    new
                    {
                        fred.Id,
                        friend = MemberId.New(),
                        work.Now,
                    },
                    default
                );
            await work.CommitAsync(default);
        }

        Assert.False(await AddAsync(fred, gus));
        await ExpectAsync(fred, last.Id.ToString(), HttpStatusCode.BadRequest, "request.invalid");
        Assert.False(await AddAsync(fred, gus));
    }

    private static async Task<bool> AddAsync(TestMember who, TestMember whom)
    {
        using var response = await who.Http.PutAsync($"/api/community/friends/{whom.Id}", null);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonDocument
            .Parse(await response.Content.ReadAsStringAsync())
            .RootElement.GetProperty("areFriends")
            .GetBoolean();
    }

    private static async Task ExpectAsync(TestMember who, string whom, HttpStatusCode status, string code)
    {
        using var response = await who.Http.PutAsync($"/api/community/friends/{whom}", null);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(code, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.Text("code"));
    }

    private static async Task<(string Friends, string Asked, string AskedBy)> ListAsync(TestMember who)
    {
        var lists = await who.ReadAsync("friends");
        string Names(string list) =>
            string.Join(' ', lists.GetProperty(list).EnumerateArray().Select(person => person.Text("displayName")));
        return (Names("friends"), Names("asked"), Names("askedBy"));
    }

    private async Task<TestMember> KnownAsync(string name)
    {
        var member = await server.SignInAsync(name);
        await Eventually.Is(
            () =>
                server
                    .Database()
                    .QueryFirstOrDefaultAsync<int>(
                        "select count(*) from members where member_id = @Id",
                        new { member.Id },
                        default
                    ),
            count => count == 1
        );
        return member;
    }
}
