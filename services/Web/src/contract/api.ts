// Made from openapi.json by `npm run contract`.
export interface paths {
  '/api/accounts/sign-up': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Make an account */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['SignUpRequest'];
        };
      };
      responses: {
        /** @description Created */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Profile'];
          };
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Conflict */
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/accounts/sign-in': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Sign in
     * @description With `useCookie` the answer is your profile and a cookie; without it, the answer is bearer tokens.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['SignInRequest'];
        };
      };
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['AccessTokenResponse'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Locked */
        423: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/accounts/refresh': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Get new bearer tokens for a refresh token */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['RefreshRequest'];
        };
      };
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['AccessTokenResponse'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/accounts/sign-out': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Sign out of this browser
     * @description Clears the cookie. Bearer tokens are forgotten by the client that holds them.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description No Content */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/accounts/me': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Your profile */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Profile'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    /** Change your display name, time zone and visibility on leaderboards */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ChangeProfileRequest'];
        };
      };
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Profile'];
          };
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/accounts/session': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who is signed in here: your profile, or nothing */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Profile'];
          };
        };
        /** @description No Content */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/accounts/members': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Find members by a part of their name or email
     * @description For administrators. Sorted by name, 50 a page; pages count from 1.
     */
    get: {
      parameters: {
        query?: {
          search?: string;
          page?: number;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ListMembersResponse'];
          };
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/accounts/members/{memberId}/roles': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Set the roles of a member
     * @description For administrators. Everybody stays a member. Nobody can take the admin role from themselves, so there is always one left.
     */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          memberId: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['GrantRolesRequest'];
        };
      };
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ListedMember'];
          };
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduling/exercises': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All exercises of the library, by their English name; lang=hi for Hindi texts */
    get: {
      parameters: {
        query?: {
          lang?: 'en' | 'hi';
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ExerciseSummary'][];
          };
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduling/exercises/{slug}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One exercise: how to, variations and dosage by level, cues, faults, safety, and its moving figure; lang=hi for Hindi texts */
    get: {
      parameters: {
        query?: {
          lang?: 'en' | 'hi';
        };
        header?: never;
        path: {
          slug: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ExerciseDetail'];
          };
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduling/figures': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The moving figure of every exercise by its slug, and of pauses as 'rest' */
    get: {
      parameters: {
        query?: {
          lang?: 'en' | 'hi';
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              [key: string]: components['schemas']['Figure'];
            };
          };
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduling/programmes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All programmes, by their English title; lang=hi for Hindi texts */
    get: {
      parameters: {
        query?: {
          lang?: 'en' | 'hi';
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ProgrammeSummary'][];
          };
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduling/programmes/{slug}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One programme: each week with its exercises, their dosage and the run sheet of its classes; lang=hi for Hindi texts */
    get: {
      parameters: {
        query?: {
          lang?: 'en' | 'hi';
        };
        header?: never;
        path: {
          slug: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ProgrammeDetail'];
          };
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduling/programmes/{slug}/weeks/{week}/run-sheet': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One week of a programme as blocks and as the run sheet of its classes; lang=hi for Hindi texts */
    get: {
      parameters: {
        query?: {
          lang?: 'en' | 'hi';
        };
        header?: never;
        path: {
          slug: string;
          week: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['PlanView'];
          };
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduling/plan-check': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The run sheet that blocks would make, and what the plan check finds in it; stores nothing */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['BlocksRequest'];
        };
      };
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['PlanView'];
          };
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduling/leaders': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who may lead or coach a class, by a part of their name: sorted by name, 20 a page; pages count from 1 */
    get: {
      parameters: {
        query?: {
          search?: string;
          role?: 'coach' | 'instructor';
          page?: number;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['FindLeadersResponse'];
          };
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduling/series': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All series, the newest first */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['SeriesView'][];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    /** Plans a recurring class, led by the caller or whom they choose, and its sessions up to the horizon; past days get theirs too */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** @description Makes it safe to repeat this request: a new UUID for each thing to be made, at most 200 visible ASCII characters. With another request the same key is refused: take a new one. */
          'Idempotency-Key'?: string;
        };
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['CreateSeriesRequest'];
        };
      };
      responses: {
        /** @description Created */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['SeriesView'];
          };
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unprocessable Entity */
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduling/series/{seriesId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One series */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          seriesId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['SeriesView'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    /** Ends a series and cancels its future sessions; by its instructor or an administrator. Ending twice is ending once */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          seriesId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description No Content */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduling/series/{seriesId}/leaders': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Says who leads and who coaches a series from its next session on; by its instructor or an administrator. Repeating it changes nothing more */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          seriesId: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ChangeSeriesLeadersRequest'];
        };
      };
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ChangeSeriesLeadersResponse'];
          };
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Conflict */
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduling/series/{seriesId}/mirror': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Says whether members with a coached seat may show themselves to the leaders of a series' sessions, those that are on included; by its instructor or an administrator. Repeating it changes nothing more */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          seriesId: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['MirrorRules'];
        };
      };
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['SeriesView'];
          };
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Conflict */
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduling/sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The timetable in the viewer's own zone, by start; from three hours ago to fourteen days ahead when not said otherwise */
    get: {
      parameters: {
        query?: {
          from?: string;
          to?: string;
          timeZone?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Timetable'];
          };
        };
        /** @description Not Modified */
        304: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    /** Plans a single session, led by the caller or whom they choose; it may begin now */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** @description Makes it safe to repeat this request: a new UUID for each thing to be made, at most 200 visible ASCII characters. With another request the same key is refused: take a new one. */
          'Idempotency-Key'?: string;
        };
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['CreateSessionRequest'];
        };
      };
      responses: {
        /** @description Created */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['SessionDetail'];
          };
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unprocessable Entity */
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduling/sessions/{sessionId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One session with its run sheet */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['SessionDetail'];
          };
        };
        /** @description Not Modified */
        304: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduling/sessions/{sessionId}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Cancels a session that has not started; by its instructor, its series' or an administrator. Cancelling twice is cancelling once */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['SessionDetail'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Conflict */
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduling/sessions/{sessionId}/leaders': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Says who leads and who coaches a session, until it is over; by its instructor, its series' or an administrator. Repeating it changes nothing more */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ChangeSessionLeadersRequest'];
        };
      };
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['SessionDetail'];
          };
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Conflict */
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduling/sessions/{sessionId}/mirror': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Says whether members with a coached seat may show themselves to the leaders of a session; by its instructor, its series' or an administrator. Repeating it changes nothing more */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['MirrorRules'];
        };
      };
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['SessionDetail'];
          };
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Conflict */
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduling/sessions/{sessionId}/run-sheet': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The run sheet of a session with the blocks it is made of and what the plan check finds; for its leaders and administrators */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['SessionRunSheet'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    /** Gives a session that has not started another run sheet, made of blocks; by its instructor. Repeating it changes nothing more */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['BlocksRequest'];
        };
      };
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['SessionRunSheet'];
          };
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Conflict */
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduling/progress': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Own progress: the programme, and for each exercise the level, today's dosage and why it is what it is */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['OwnProgress'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduling/progress/settings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Sets how much pain (0 to 10) is still all right, from today on; more is a flare */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ThresholdSetting'];
        };
      };
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ThresholdSetting'];
          };
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduling/progress/flare': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Calls today a flare day, on which every exercise is at level 0, or takes that back */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['FlareSetting'];
        };
      };
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['FlareSetting'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduling/progress/{exercise}/easier': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Makes one exercise a level easier, from now on */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** @description Makes it safe to repeat this request: a new UUID for each thing to be made, at most 200 visible ASCII characters. With another request the same key is refused: take a new one. */
          'Idempotency-Key'?: string;
        };
        path: {
          exercise: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ExerciseProgress'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unprocessable Entity */
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduling/sessions/{sessionId}/check-in': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Own check-in of a session; no content while there is none */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['CheckInView'];
          };
        };
        /** @description No Content */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    /** Says how a class was: effort 1 to 10, pain 0 to 10, exercises whose targets were missed; again to correct it */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['CheckInView'];
        };
      };
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['CheckInView'];
          };
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Conflict */
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduling/practices': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The newest 50 of one's own practices */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['PracticesView'][];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    /** Records a practice on one's own, of the last seven days; sending the same practiceId again only adds how it was */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['PracticesRequest'];
        };
      };
      responses: {
        /** @description Created */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['PracticesView'];
          };
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduling/sessions/{sessionId}/levels': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Levels of a session's participants today, for its leaders; ?members=ID,ID asks for some, of whom those with a coached seat or an attendance are listed */
    get: {
      parameters: {
        query?: {
          members?: string;
        };
        header?: never;
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Levels'];
          };
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduling/intake': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What stands of one's earlier answers: the red flags, until they are taken back */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Standing'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    /** Proposes a programme, a level and series from a few answers; red flags, which alone are stored, lead to a doctor instead */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ProposeProgrammeRequest'];
        };
      };
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ProposeProgrammeResponse'];
          };
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduling/my-programme': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The programme that one follows */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['MyProgrammeChoice'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    /** Follows a programme from a day on (today when left out); every exercise begins at startLevel, 0 to 3. The same choice again without a day keeps its day */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['MyProgrammeChoice'];
        };
      };
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['MyProgrammeChoice'];
          };
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Conflict */
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduling/sessions/{sessionId}/booking': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Claims a coached seat: booked while there are any, else a place in the waitlist. Claiming twice is claiming once */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** @description Makes it safe to repeat this request: a new UUID for each thing to be made, at most 200 visible ASCII characters. With another request the same key is refused: take a new one. */
          'Idempotency-Key'?: string;
        };
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['BookSeatResponse'];
          };
        };
        /** @description Created */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['BookSeatResponse'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Conflict */
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unprocessable Entity */
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    /** Gives up the caller's coached seat or place in the waitlist; a freed seat goes to whoever waits longest */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description No Content */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Conflict */
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduling/bookings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The caller's claims on coached seats of sessions that are not over, by start; a cancelled one stays until its time has passed */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['SessionSummary'][];
          };
        };
        /** @description Not Modified */
        304: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduling/sessions/{sessionId}/bookings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who holds and who waits for the coached seats of a session; for its instructor, its coaches and administrators */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ListSessionBookingsResponse'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/live/sessions/{sessionId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A session's room: its state, when it opens, how many are in it */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['RoomState'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/live/sessions/{sessionId}/run-sheets/{revision}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A session's run sheet by the revision that its join result names; what is here never changes */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          sessionId: string;
          revision: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['RunSheet'];
          };
        };
        /** @description Not Modified */
        304: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/live/sessions/{sessionId}/cues': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The room's log from an offset on, at most 500 cues */
    get: {
      parameters: {
        query?: {
          after?: number;
          epoch?: string;
        };
        header?: never;
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['CuePage'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/live/sessions/{sessionId}/captions.vtt': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The cues as WebVTT captions; fromMs is the media time of the video's first frame in Unix milliseconds */
    get: {
      parameters: {
        query: {
          fromMs: number;
        };
        header?: never;
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'text/vtt': string;
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/live/sessions/{sessionId}/form-notes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Own form notes of a session; its leaders read all of them */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['FormNote'][];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/live/sessions/{sessionId}/attendance': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Own attendance of a session */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['OwnAttendance'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/live/sessions/{sessionId}/note-history': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The last 7 days' form notes of those in a class, for its leaders: newest first, at most 20 a member */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['MemberNotes'][];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/live/note-templates': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One's own templates for form notes */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['TemplateList'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    /** Replaces one's own templates for form notes: at most 30, with the placeholders {name}, {exercise} and {side} */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['TemplateList'];
        };
      };
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['TemplateList'];
          };
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/live/sessions/{sessionId}/summary': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A class as it was for oneself: the steps really done, what one watched of each, one's form notes, who looked at one's picture and when */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Summary'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/live/my-classes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Classes that one took part in or led, newest first, with one's own form notes; 20 a page, the next after the session that `next` names */
    get: {
      parameters: {
        query?: {
          after?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ListMyClassesResponse'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/live/sessions/{sessionId}/report': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A class as it was, for its leaders: attendance by minute, form notes by fault, looks by member, reactions by step */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Report'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/live/sessions/{sessionId}/report/attendance.csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who took part in a class and how long, as CSV for its leaders */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'text/csv': string;
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/live/sessions/{sessionId}/report/notes.csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All form notes of a class, as CSV for its leaders */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'text/csv': string;
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/live/sessions/{sessionId}/report/mirror.csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who showed themselves in a class, and how often a leader looked in, as CSV for its leaders */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'text/csv': string;
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/live/sessions/{sessionId}/report/reactions.csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Reactions of a class by step, as CSV for its leaders */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'text/csv': string;
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/live/sessions/{sessionId}/mirror-audit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Who showed themselves in a class, which leader watched, and on whom one looked in
     * @description For administrators. By when it began, 100 a page; pages count from 1.
     */
    get: {
      parameters: {
        query?: {
          page?: number;
        };
        header?: never;
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ReadMirrorAuditResponse'];
          };
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health/connection': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What of a page's address does not get through to the server */
    get: {
      parameters: {
        query?: {
          page?: string;
          socket?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Answer'];
          };
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/site/contact': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How to reach whoever runs this place; nothing when they did not say */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Contact'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/settings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The settings that pages go by: when rooms open and close, what keeps a day, and whether members can show themselves */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Settings'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/streaming/sessions/{sessionId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A session's video: its state and renditions */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['StreamView'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/streaming/sessions/{sessionId}/stop': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** End the stream; the key that was streaming is revoked */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['StreamView'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/streaming/sessions/{sessionId}/calibration': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Set what is added to the capture times of encoders that stream by RTMP or HTTP */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['CalibrateStreamRequest'];
        };
      };
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['StreamView'];
          };
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/streaming/sessions/{sessionId}/access': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Get access to a session's video: addresses, and a token (also set as a cookie) to be renewed in time */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['GrantAccessResponse'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/streaming/access-check': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** For proxies: may the viewer with this media cookie or token have X-Original-URI? Keep the answer for 5 seconds at most */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description No Content */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/streaming/sessions/{sessionId}/keys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A session's stream keys, without their secrets */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['KeyView'][];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    /** Make a stream key for OBS and other encoders; it is shown this once */
    post: {
      parameters: {
        query?: never;
        header?: {
          /** @description Makes it safe to repeat this request: a new UUID for each thing to be made, at most 200 visible ASCII characters. With another request the same key is refused: take a new one. */
          'Idempotency-Key'?: string;
        };
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Created */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['CreateKeyResponse'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unprocessable Entity */
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/streaming/sessions/{sessionId}/keys/{keyId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Revoke a stream key; what is streamed with it ends */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          sessionId: string;
          keyId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description No Content */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/streaming/recordings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Your recordings, the newest first, at most 500 */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['RecordingView'][];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/streaming/recorded': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Which of these sessions have something recorded that the caller may watch: UUIDs joined by commas, at most 50 */
    get: {
      parameters: {
        query?: {
          sessions?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': string[];
          };
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/streaming/sessions/{sessionId}/recording': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Delete the recording of a class */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description No Content */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Conflict */
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/streaming/sessions/{sessionId}/health': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How the video of a class I lead went: gaps of the encoder, stalls of viewers, how far behind they are */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ReadHealthResponse'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    /** Tell when my player's picture stood still, and how far behind it is */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ReportHealthRequest'];
        };
      };
      responses: {
        /** @description No Content */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Payload Too Large */
        413: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/streaming/sessions/{sessionId}/ingest': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** WebSocket: stream from the instructor's browser */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Switching Protocols */
        101: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/streaming/ingest': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Stream fragmented MP4 (H.264, AAC) as it is made; header Stream-Key holds the key of the class */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['HttpIngestResponse'];
          };
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Forbidden */
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Conflict */
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Gone */
        410: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/community/streak': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** My streak: kept days in a row, freezes in hand, minutes this week */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ShowStreakResponse'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/community/streak/calendar': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** My days from one date to another (2026-11-23), both included; the last six weeks when not given */
    get: {
      parameters: {
        query?: {
          from?: string;
          to?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ShowCalendarResponse'];
          };
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/community/streak/ledger': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** My attendances as they were recorded, and classes that are no miss because the video failed; newest class first, 50 a page */
    get: {
      parameters: {
        query?: {
          page?: number;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ListLedgerResponse'];
          };
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/community/streak/sessions/{sessionId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether my part in a class kept the day, and how many seconds of it keep one */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          sessionId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ShowSessionDayResponse'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/community/leaderboards': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The leaderboards there are, in the order in which people choose among them */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['BoardView'][];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/community/leaderboards/{board}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A leaderboard: current-streak or minutes-this-week; view top or around-me, count 1 to 100 */
    get: {
      parameters: {
        query?: {
          view?: 'top' | 'around-me';
          count?: number;
        };
        header?: never;
        path: {
          board: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ShowLeaderboardResponse'];
          };
        };
        /** @description Not Modified */
        304: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Service Unavailable */
        503: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/community/friends': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** My friends, the members I added, and those who added me */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ListFriendsResponse'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/community/friends/{memberId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Add a member; friends are two who added each other */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          memberId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description OK */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['AddFriendResponse'];
          };
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Not Found */
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    post?: never;
    /** Remove a member I added; no error when I had not */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          memberId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description No Content */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description Bad Request */
        400: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Unauthorized */
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
        /** @description Too Many Requests: Retry-After says when to try again */
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/problem+json': components['schemas']['ProblemDetails'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    AcceptedFinding: {
      finding: string;
      because: string;
    };
    AccessTokenResponse: {
      tokenType?: null | string;
      accessToken: string;
      /** Format: int64 */
      expiresIn: number;
      refreshToken: string;
    };
    AddFriendResponse: {
      areFriends: boolean;
    };
    Answer: {
      fault: null | components['schemas']['ConnectionFault'];
    };
    Block: {
      exercise: string;
      /** Format: int32 */
      sets?: null | number;
      /** Format: int32 */
      holdSeconds?: null | number;
      /** Format: int32 */
      repetitions?: null | number;
      /** Format: int32 */
      rounds?: null | number;
      /** Format: double */
      inSeconds?: null | number;
      /** Format: double */
      outSeconds?: null | number;
      variation?: null | string;
      /**
       * Format: int32
       * @default 0
       */
      restSeconds?: number;
      /**
       * Format: int32
       * @default 0
       */
      changeSeconds?: number;
      instruction?: null | string;
      cues?: null | components['schemas']['PreparedCue'][];
    };
    BlocksRequest: {
      blocks: components['schemas']['Block'][];
    };
    BoardView: {
      board: string;
      title: string;
      description: string;
      unit: string;
    };
    BookSeatResponse: {
      /**
       * Format: uuid
       * @description A class session: one occurrence that is booked, joined, attended, replayed.
       */
      sessionId: string;
      /** @enum {string} */
      status: 'booked' | 'waitlisted';
      /** Format: int32 */
      position: null | number;
    };
    Booking: {
      /**
       * Format: uuid
       * @description A person with an account, whatever their roles.
       */
      memberId: string;
      displayName: string;
      /** Format: date-time */
      bookedAt: string;
    };
    /** @description A breath pattern every device paces by itself from one cue. */
    BreathPace: {
      /**
       * Format: int32
       * @description Breaths, 1 to 200.
       */
      rounds: number;
      /**
       * Format: double
       * @description Seconds of breathing in, 1 to 20.
       */
      inSeconds: number;
      /**
       * Format: double
       * @description Seconds of breathing out, 1 to 20.
       */
      outSeconds: number;
    };
    CalendarDay: {
      /** Format: date */
      day: string;
      /** @enum {string} */
      state: 'kept' | 'frozen' | 'missed' | 'rest' | 'today' | 'future';
      /** Format: int32 */
      minutes: number;
    };
    CalibrateStreamRequest: {
      /** Format: int32 */
      offsetMs: number;
    };
    ChangeProfileRequest: {
      displayName: string;
      timeZone: string;
      onBoards: boolean;
    };
    ChangeSeriesLeadersRequest: {
      /**
       * Format: uuid
       * @description A person with an account, whatever their roles.
       */
      instructorId: string;
      coachIds: string[];
    };
    ChangeSeriesLeadersResponse: {
      series: components['schemas']['SeriesView'];
      /** Format: int32 */
      changed: number;
      /** Format: int32 */
      kept: number;
    };
    ChangeSessionLeadersRequest: {
      /**
       * Format: uuid
       * @description A person with an account, whatever their roles.
       */
      instructorId: string;
      coachIds: string[];
    };
    CheckInView: {
      /** Format: int32 */
      effort: number;
      /** Format: int32 */
      pain: number;
      missed?: null | string[];
    };
    /** @description What does not get through to this process. */
    ConnectionFault: {
      /** @description Of ProxyFaults, the most important first. */
      codes: string[];
      /** @description For people. */
      message: string;
    };
    Contact: {
      /** @description As people read it, or null. */
      address: null | string;
      /** @description What it leads to: a page, or mailto. */
      link: null | string;
    };
    CreateKeyResponse: {
      keyId: string;
      key: string;
      rtmpServer: null | string;
      rtmpUrl: null | string;
      /** Format: date-time */
      createdAt: string;
    };
    CreateSeriesRequest: {
      title: string;
      programme: string;
      /** Format: date */
      startDate: string;
      localTime: string;
      timeZone: string;
      rule: string;
      /** Format: int32 */
      coachedSeats: number;
      /** Format: int32 */
      durationMinutes?: null | number;
      coachIds?: null | string[];
      /** Format: uuid */
      instructorId?: null | string;
      mirror?: null | components['schemas']['MirrorRules'];
    };
    CreateSessionRequest: {
      title: string;
      programme: string;
      /** Format: int32 */
      week: number;
      /** Format: date-time */
      startsAt: string;
      timeZone: string;
      /** Format: int32 */
      coachedSeats: number;
      /** Format: int32 */
      durationMinutes?: null | number;
      coachIds?: null | string[];
      /** Format: uuid */
      instructorId?: null | string;
      mirror?: null | components['schemas']['MirrorRules'];
    };
    /** @description A cue as it stands in the room's log. */
    Cue: {
      /**
       * Format: uuid
       * @description The room's session.
       */
      sessionId: string;
      /** @description See string LogPosition.Epoch. */
      epoch: string;
      /**
       * Format: int64
       * @description See long LogPosition.Offset; consecutive within an epoch.
       */
      offset: number;
      /**
       * Format: int64
       * @description When it was sent: the server's clock in Unix milliseconds. Never before that of the cue before it.
       */
      atMs: number;
      /** @description The sender's id of the cue; a repeated send with it is this cue. */
      clientCueId: string;
      /**
       * Format: uuid
       * @description Who sent it.
       */
      sentBy: string;
      /** @description Their display name. */
      sentByName: string;
      /** @description What it says. */
      content: components['schemas']['CueContent'];
      /**
       * Format: int64
       * @description Media time: when the frame that it refers to was captured, Unix milliseconds on the server's clock. It is shown on the first frame captured then or later; without video, at once. Equal to AtMs unless the sender said otherwise.
       */
      mediaAtMs: number;
    };
    /** @description What a cue says. Which fields are needed depends on Kind. */
    CueContent: {
      /**
       * @description One of CueKinds.
       * @enum {string}
       */
      kind: 'step' | 'breath' | 'form' | 'text' | 'class-started' | 'class-ended';
      /** @description The words: needed for `form` and `text`, optional otherwise; at most 280 characters. */
      text?: null | string;
      /**
       * Format: int32
       * @description For `step`: index in the run sheet, from 0.
       */
      stepIndex?: null | number;
      breath?: null | components['schemas']['BreathPace'];
    };
    CuePage: {
      epoch: string;
      /** Format: int64 */
      head: number;
      resync: boolean;
      cues: components['schemas']['Cue'][];
    };
    CurvePoint: {
      /** Format: int64 */
      atMs: number;
      /** Format: int32 */
      count: number;
    };
    DosageView: {
      /** Format: int32 */
      level: number;
      text: string;
      /** Format: int32 */
      sets: null | number;
      /** Format: int32 */
      holdSeconds: null | number;
      /** Format: int32 */
      repetitions: null | number;
      /** Format: int32 */
      rounds: null | number;
      /** Format: double */
      inSeconds: null | number;
      /** Format: double */
      outSeconds: null | number;
      variation: null | string;
      leaveOut: boolean;
    };
    Entry: {
      /** Format: date-time */
      at: string;
      /** Format: date */
      day: string;
      /**
       * Format: uuid
       * @description A class session: one occurrence that is booked, joined, attended, replayed.
       */
      sessionId: string;
      /** @enum {string} */
      kind: 'attendance' | 'protection';
      /** Format: int32 */
      watchedSeconds: number;
      kept: boolean;
      note: null | string;
    };
    ExerciseDetail: {
      targets: string[];
      howTo: string[];
      dosage: components['schemas']['DosageView'][];
      cues: string[];
      faults: components['schemas']['ExerciseFault'][];
      safety: string[];
      easier: string;
      harder: string;
      breathPattern: string;
      sided: boolean;
      getReady: string;
      instruction: string;
      rest: string;
      variations: components['schemas']['ExerciseVariation'][];
      alternative: null | string;
      figure: components['schemas']['Figure'];
      slug: string;
      name: string;
      alsoCalled: null | string;
      /** @enum {string} */
      kind: 'mobility' | 'stretch' | 'strength' | 'breath';
      kindDetail: null | string;
      /** @enum {string} */
      chain: 'neutral' | 'posterior' | 'anterior-opening' | 'anterior-loading';
      /** @enum {string} */
      level: 'beginner' | 'intermediate';
      equipment: string;
      purpose: string;
      summary: string;
      /** @enum {string} */
      lang: 'en' | 'hi';
    };
    /** @description A named form error and the words that correct it. */
    ExerciseFault: {
      /** @description For instance `shrugged-shoulders`; unique within its exercise. */
      slug: string;
      /** @description What a coach sees on the button. */
      name: string;
      /** @description What the participant reads. */
      correction: string;
    };
    ExerciseProgress: {
      exercise: string;
      name: string;
      /** Format: int32 */
      level: number;
      today: components['schemas']['TodaysDosage'];
      /** @enum {string} */
      decision: 'start' | 'advance' | 'hold' | 'step-back';
      because: string[];
      words: string;
    };
    ExerciseSummary: {
      slug: string;
      name: string;
      alsoCalled: null | string;
      /** @enum {string} */
      kind: 'mobility' | 'stretch' | 'strength' | 'breath';
      kindDetail: null | string;
      /** @enum {string} */
      chain: 'neutral' | 'posterior' | 'anterior-opening' | 'anterior-loading';
      /** @enum {string} */
      level: 'beginner' | 'intermediate';
      equipment: string;
      purpose: string;
      summary: string;
      /** @enum {string} */
      lang: 'en' | 'hi';
    };
    ExerciseVariation: {
      /** Format: int32 */
      level: number;
      name: string;
      text: string;
    };
    FaultNotes: {
      exercise: null | string;
      fault: null | string;
      name: string;
      /** Format: int64 */
      count: number;
      /** Format: int64 */
      members: number;
      /** Format: int64 */
      seen: number;
      /** Format: int64 */
      better: number;
    };
    Figure: {
      /** @enum {string} */
      liftOn: 'in' | 'out';
      words: string;
      lines: components['schemas']['FigureLine'][];
      frames: components['schemas']['FigureFrame'][];
      props: number[][][];
    };
    FigureFrame: {
      joints: {
        [key: string]: number[];
      };
    };
    FigureLine: {
      /** @enum {string} */
      part: 'torso' | 'back' | 'limb' | 'far';
      joints: string[];
    };
    FindLeadersResponse: {
      members: components['schemas']['NamedMember'][];
      hasMore: boolean;
    };
    FlareSetting: {
      on: boolean;
    };
    FollowedProgramme: {
      slug: string;
      title: string;
      /** Format: int32 */
      week: number;
      /** Format: int32 */
      weeks: number;
      /** Format: date */
      startedOn: string;
    };
    /** @description A private correction to one participant. */
    FormNote: {
      /**
       * Format: uuid
       * @description Its id.
       */
      noteId: string;
      /**
       * Format: uuid
       * @description Which session.
       */
      sessionId: string;
      /**
       * Format: uuid
       * @description Whom it is for.
       */
      to: string;
      /** @description Their display name. */
      toName: string;
      /** @description Display name of who sent it. */
      fromName: string;
      /** @description The words. */
      text: string;
      /** @description Slug of the exercise, or null. */
      exercise: null | string;
      /** @description Slug of the fault, or null. */
      fault: null | string;
      /**
       * Format: int64
       * @description The server's clock in Unix milliseconds.
       */
      sentAtMs: number;
      /**
       * Format: int64
       * @description When its member saw it; null before.
       */
      seenAtMs?: null | number;
      /**
       * Format: int64
       * @description When it was said to be better; null before.
       */
      resolvedAtMs?: null | number;
      /** @description Display name of who said so. */
      betterBy?: null | string;
      /**
       * Format: uuid
       * @description Who sent it.
       */
      from?: null | string;
      /** @description True when its words are the fault's own correction, which a page may say in its reader's language; false for words that a leader wrote; null when it is not known, of a note from before 0.2. */
      fromFault?: null | boolean;
    };
    Gap: {
      /** Format: int64 */
      fromMs: number;
      /** Format: int64 */
      toMs: number;
      reason: string;
    };
    GrantAccessResponse: {
      live: string;
      audio: null | string;
      dvr: string;
      replay: null | string;
      token: string;
      /** Format: int64 */
      expiresAtMs: number;
      /** Format: int32 */
      renewAfterSeconds: number;
    };
    GrantRolesRequest: {
      roles: ('member' | 'coach' | 'moderator' | 'instructor' | 'admin')[];
    };
    HttpIngestResponse: {
      /** Format: int64 */
      samples: number;
      /** Format: double */
      seconds: number;
    };
    ItemDetail: {
      exercise: string;
      name: string;
      dosage: string;
      levels: components['schemas']['DosageView'][];
    };
    KeptDaySettings: {
      /**
       * Format: int32
       * @description So many minutes of one class keep the day.
       */
      minutes: number;
      /**
       * Format: double
       * @description So does this share of one class, above 0 to 1.
       */
      share: number;
    };
    KeyView: {
      keyId: string;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      revokedAt: null | string;
    };
    Levels: {
      members: components['schemas']['MemberLevels'][];
    };
    ListFriendsResponse: {
      friends: components['schemas']['Person'][];
      asked: components['schemas']['Person'][];
      askedBy: components['schemas']['Person'][];
    };
    ListLedgerResponse: {
      entries: components['schemas']['Entry'][];
      /** Format: int32 */
      total: number;
    };
    ListMembersResponse: {
      members: components['schemas']['ListedMember'][];
      /** Format: int64 */
      total: number;
    };
    ListMyClassesResponse: {
      classes: components['schemas']['MyClass'][];
      /** Format: uuid */
      next: null | string;
    };
    ListSessionBookingsResponse: {
      booked: components['schemas']['Booking'][];
      waiting: components['schemas']['Booking'][];
    };
    ListedMember: {
      /**
       * Format: uuid
       * @description A person with an account, whatever their roles.
       */
      memberId: string;
      email: string;
      displayName: string;
      roles: ('member' | 'coach' | 'moderator' | 'instructor' | 'admin')[];
    };
    MemberLevels: {
      /**
       * Format: uuid
       * @description A person with an account, whatever their roles.
       */
      memberId: string;
      /** Format: int32 */
      level: number;
      exercises: {
        [key: string]: number;
      };
    };
    MemberNotes: {
      /**
       * Format: uuid
       * @description A person with an account, whatever their roles.
       */
      memberId: string;
      notes: components['schemas']['PastNote'][];
    };
    MirrorAuditEntry: {
      /** @enum {string} */
      kind: 'shared' | 'watched' | 'looked-in';
      /**
       * Format: uuid
       * @description A person with an account, whatever their roles.
       */
      memberId: string;
      displayName: string;
      /** Format: uuid */
      ofMemberId: null | string;
      ofDisplayName: null | string;
      /** Format: date-time */
      beganAt: string;
      /** Format: date-time */
      endedAt: null | string;
    };
    /** @description What a class's plan says of members' pictures. */
    MirrorRules: {
      /** @description False when there are none in this class. */
      allowed: boolean;
      /**
       * Format: int32
       * @description How old a member must say to be; 0 for any age.
       */
      minimumAge: number;
    };
    MyBooking: {
      /** @enum {string} */
      status: 'booked' | 'waitlisted' | 'none';
      /** Format: int32 */
      position: null | number;
    };
    MyClass: {
      /**
       * Format: uuid
       * @description A class session: one occurrence that is booked, joined, attended, replayed.
       */
      sessionId: string;
      title: string;
      /** @enum {string} */
      role: 'instructor' | 'coach' | 'admin' | 'participant';
      /** Format: date-time */
      startedAt: string;
      /** Format: date-time */
      endedAt: null | string;
      /** Format: int32 */
      watchedSeconds: number;
      notes: components['schemas']['FormNote'][];
    };
    MyProgrammeChoice: {
      programme: string;
      /**
       * Format: int32
       * @default 1
       */
      startLevel?: number;
      /** Format: date */
      startedOn?: null | string;
    };
    NamedMember: {
      /**
       * Format: uuid
       * @description A person with an account, whatever their roles.
       */
      memberId: string;
      displayName: string;
    };
    OwnAttendance: {
      /** Format: int32 */
      watchedSeconds: number;
      /** Format: int32 */
      classSeconds: null | number;
      recorded: boolean;
    };
    OwnLook: {
      leaderName: string;
      /** Format: int64 */
      beganAtMs: number;
      /** Format: int64 */
      endedAtMs: null | number;
    };
    OwnMirror: {
      /** Format: int32 */
      sharedSeconds: number;
      watchers: string[];
      looks: components['schemas']['OwnLook'][];
    };
    OwnProgress: {
      programme: null | components['schemas']['FollowedProgramme'];
      /** Format: int32 */
      painThreshold: number;
      flareToday: boolean;
      exercises: components['schemas']['ExerciseProgress'][];
    };
    PastNote: {
      /**
       * Format: uuid
       * @description A form note.
       */
      noteId: string;
      /**
       * Format: uuid
       * @description A class session: one occurrence that is booked, joined, attended, replayed.
       */
      sessionId: string;
      title: string;
      /** Format: int64 */
      sentAtMs: number;
      exercise: null | string;
      fault: null | string;
      text: string;
      fromName: string;
      /** Format: int64 */
      seenAtMs: null | number;
      /** Format: int64 */
      resolvedAtMs: null | number;
    };
    Person: {
      /**
       * Format: uuid
       * @description A person with an account, whatever their roles.
       */
      memberId: string;
      displayName: string;
    };
    PlanFinding: {
      code: string;
      message: string;
      why: string;
      accepted?: null | string;
    };
    PlanView: {
      blocks: components['schemas']['Block'][];
      runSheet: components['schemas']['RunSheet'];
      findings: components['schemas']['PlanFinding'][];
    };
    PracticesRequest: {
      /**
       * Format: uuid
       * @description A practice on one's own.
       */
      practiceId: string;
      programme: string;
      /** Format: int32 */
      week: number;
      /** Format: date-time */
      startedAt: string;
      /** Format: int32 */
      seconds: number;
      /** Format: int32 */
      effort?: null | number;
      /** Format: int32 */
      pain?: null | number;
      missed?: null | string[];
    };
    PracticesView: {
      /**
       * Format: uuid
       * @description A practice on one's own.
       */
      practiceId: string;
      programme: string;
      /** Format: int32 */
      week: number;
      /** Format: date-time */
      startedAt: string;
      /** Format: int32 */
      seconds: number;
      counts: boolean;
      /** Format: int32 */
      effort: null | number;
      /** Format: int32 */
      pain: null | number;
      missed: string[];
    };
    /** @description A cue written before the class. */
    PreparedCue: {
      /**
       * Format: int32
       * @description When to send it, in seconds after its step began; less than the step's duration.
       */
      atSeconds: number;
      /** @description The words, 1 to 280 characters. */
      text: string;
    };
    ProblemDetails: {
      type?: null | string;
      title?: null | string;
      /** Format: int32 */
      status?: null | number;
      detail?: null | string;
      instance?: null | string;
      /** @description Stable; for programs. */
      code?: string;
      /** @description True when the same again later can succeed. */
      retryable?: boolean;
      /** @description With request.invalid: what is wrong with each field. */
      errors?: {
        [key: string]: string[];
      };
    };
    Profile: {
      /**
       * Format: uuid
       * @description A person with an account, whatever their roles.
       */
      memberId: string;
      email: string;
      displayName: string;
      timeZone: string;
      onBoards: boolean;
      roles: ('member' | 'coach' | 'moderator' | 'instructor' | 'admin')[];
    };
    ProgrammeDetail: {
      slug: string;
      title: string;
      summary: string;
      level: string;
      /** @enum {string} */
      kind: 'class' | 'break';
      /** Format: int32 */
      minutes: number;
      /** @enum {string} */
      lang: 'en' | 'hi';
      accepts: components['schemas']['AcceptedFinding'][];
      weeks: components['schemas']['WeekDetail'][];
    };
    ProgrammeSummary: {
      slug: string;
      title: string;
      /** Format: int32 */
      weeks: number;
      level: string;
      summary: string;
      /** @enum {string} */
      kind: 'class' | 'break';
      /** Format: int32 */
      minutes: number;
      /** @enum {string} */
      lang: 'en' | 'hi';
    };
    ProposeProgrammeRequest: {
      /** @enum {string} */
      experience: 'new' | 'some' | 'regular';
      /** @enum {string} */
      timeOfDay: 'morning' | 'midday' | 'evening' | 'any';
      /**
       * Format: int32
       * @default 0
       */
      painToday?: number;
      where?:
        | null
        | (
            | 'neck'
            | 'between-shoulder-blades'
            | 'shoulders'
            | 'lower-back'
            | 'whole-back'
            | 'nowhere'
          )[];
      redFlags?:
        null | ('numbness' | 'weakness' | 'chest-pain' | 'trauma' | 'fever' | 'night-pain')[];
      equipment?: null | string[];
      timeZone?: null | string;
      takenBack?:
        null | ('numbness' | 'weakness' | 'chest-pain' | 'trauma' | 'fever' | 'night-pain')[];
    };
    ProposeProgrammeResponse: {
      clinician: boolean;
      redFlags: ('numbness' | 'weakness' | 'chest-pain' | 'trauma' | 'fever' | 'night-pain')[];
      advice: string[];
      programme: null | components['schemas']['ProposedProgramme'];
      /** Format: int32 */
      startLevel: number;
      series: components['schemas']['ProposedSeries'][];
    };
    ProposedProgramme: {
      slug: string;
      title: string;
      why: string;
    };
    ProposedSeries: {
      /**
       * Format: uuid
       * @description A class series.
       */
      seriesId: string;
      title: string;
      ruleText: string;
      localStart: string;
      why: string;
    };
    ReadHealthResponse: {
      gaps: components['schemas']['Gap'][];
      stalls: components['schemas']['StallStretch'][];
      /** Format: int32 */
      viewers: number;
      /** Format: int64 */
      latencyMs: null | number;
      /** Format: int32 */
      protectedViewers: null | number;
    };
    ReadMirrorAuditResponse: {
      title: string;
      entries: components['schemas']['MirrorAuditEntry'][];
      /** Format: int64 */
      total: number;
    };
    RecordingView: {
      /**
       * Format: uuid
       * @description A class session: one occurrence that is booked, joined, attended, replayed.
       */
      sessionId: string;
      title: string;
      /** Format: int64 */
      startedAtMs: number;
      /** Format: double */
      seconds: number;
      /** Format: int64 */
      bytes: number;
      /** Format: int64 */
      expiresAtMs: null | number;
      /** @enum {string} */
      state: 'none' | 'recording' | 'finishing' | 'ready' | 'deleted' | 'expired';
    };
    RefreshRequest: {
      refreshToken: string;
    };
    RenditionView: {
      name: string;
      /** Format: int32 */
      width: number;
      /** Format: int32 */
      height: number;
      /** Format: int64 */
      bandwidth: number;
      codecs: string;
    };
    Report: {
      /** Format: int32 */
      participants: number;
      /** Format: int32 */
      peak: number;
      curve: components['schemas']['CurvePoint'][];
      notes: components['schemas']['FaultNotes'][];
      reactions: components['schemas']['StepReactions'][];
      mirror: components['schemas']['SharingMember'][];
    };
    ReportHealthRequest: {
      stalls: null | components['schemas']['Stall'][];
      /** Format: int64 */
      latencyMs?: null | number;
    };
    RoomSettings: {
      /**
       * Format: int32
       * @description Minutes before the planned start at which the room opens.
       */
      opensBeforeMinutes: number;
      /**
       * Format: int32
       * @description Minutes after the class at which it closes; after the planned end of a class that never began.
       */
      closesAfterMinutes: number;
    };
    RoomState: {
      /**
       * Format: uuid
       * @description A class session: one occurrence that is booked, joined, attended, replayed.
       */
      sessionId: string;
      title: string;
      status: string;
      /** Format: date-time */
      startsAt: string;
      /** Format: date-time */
      endsAt: string;
      /** Format: date-time */
      opensAt: string;
      /** Format: date-time */
      classStartedAt: null | string;
      /** Format: date-time */
      classEndedAt: null | string;
      /** Format: int32 */
      people: number;
    };
    Rule: {
      /** Format: int32 */
      minutes: number;
      /** Format: double */
      share: number;
      /** Format: int32 */
      daysPerFreeze: number;
      /** Format: int32 */
      mostFreezes: number;
      sentences: string[];
    };
    /** @description The ordered, timed steps of one class. */
    RunSheet: {
      /** @description In order; each starts where the one before it ends. */
      steps: components['schemas']['RunSheetStep'][];
      /**
       * Format: int32
       * @description Sum of the steps, in seconds.
       */
      durationSeconds: number;
    };
    /** @description One timed step of a run sheet. */
    RunSheetStep: {
      /**
       * Format: int32
       * @description Position in the sheet, from 0.
       */
      index: number;
      /** @description Slug of the exercise, for instance `cat-cow`. */
      exercise: string;
      /** @description What people read, for instance "Thread the Needle". */
      name: string;
      /**
       * @description One of StepKinds.
       * @enum {string}
       */
      kind: 'mobility' | 'stretch' | 'strength' | 'breath' | 'rest';
      /**
       * @description One of StepSides, or null when the step has no side.
       * @enum {null|string}
       */
      side: 'left' | 'right' | null;
      /**
       * Format: int32
       * @description Seconds from the start of the class.
       */
      offsetSeconds: number;
      /**
       * Format: int32
       * @description Seconds the step lasts.
       */
      durationSeconds: number;
      /** @description One sentence that says what to do now. */
      instruction: string;
      breath: null | components['schemas']['BreathPace'];
      /**
       * Format: int32
       * @description Which set this is, from 1; null when the step has no sets.
       */
      set: null | number;
      /**
       * Format: int32
       * @description How many sets; null when the step has no sets.
       */
      sets: null | number;
      /**
       * Format: int32
       * @description Repetitions in the set; null for holds and paced rounds.
       */
      repetitions: null | number;
      /** @description The faults a form note may name during this step. */
      faults: components['schemas']['ExerciseFault'][];
      /** @description What the step is for a participant of each level, 0 to 4, in order; null when it is the same for everybody. Each device picks its own, so that one cue coaches every level. */
      levels?: null | components['schemas']['StepDosage'][];
      /** @description Cues prepared for this step, by rising time; null when there are none. */
      cues?: null | components['schemas']['PreparedCue'][];
      /** @description What the exercise is called, without variation or pause: "Locust" of "Locust, Y arms". */
      exerciseName?: null | string;
      /** @description Which form of the exercise the class does; null for its own. */
      variation?: null | string;
      /**
       * @description What a rest is for, one of StepPauses; null for work.
       * @enum {null|string}
       */
      pause?: 'get-ready' | 'change-sides' | 'rest' | null;
    };
    SeriesView: {
      /**
       * Format: uuid
       * @description A class series.
       */
      seriesId: string;
      title: string;
      programme: string;
      /** Format: date */
      startDate: string;
      localTime: string;
      timeZone: string;
      rule: string;
      ruleText: string;
      /** Format: int32 */
      durationMinutes: number;
      /** Format: int32 */
      coachedSeats: number;
      /**
       * Format: uuid
       * @description A person with an account, whatever their roles.
       */
      instructorId: string;
      instructorName: string;
      coachIds: string[];
      coaches: components['schemas']['NamedMember'][];
      ended: boolean;
      mirror: components['schemas']['MirrorRules'];
    };
    SessionDetail: {
      /**
       * Format: uuid
       * @description A person with an account, whatever their roles.
       */
      instructorId: string;
      coachIds: string[];
      coaches: components['schemas']['NamedMember'][];
      hasOwnLeaders: boolean;
      mayChange: boolean;
      mirror: components['schemas']['MirrorRules'];
      runSheet: components['schemas']['RunSheet'];
      /**
       * Format: uuid
       * @description A class session: one occurrence that is booked, joined, attended, replayed.
       */
      sessionId: string;
      /** Format: uuid */
      seriesId: null | string;
      title: string;
      /** Format: date-time */
      startsAt: string;
      /** Format: date-time */
      endsAt: string;
      /** Format: local-date-time */
      localStart: string;
      /** Format: date */
      localDate: string;
      timeZone: string;
      /** @enum {string} */
      status: 'planned' | 'live' | 'ended' | 'cancelled';
      instructorName: string;
      programme: string;
      /** Format: int32 */
      week: number;
      /** Format: int32 */
      coachedSeats: number;
      /** Format: int32 */
      seatsLeft: number;
      /** Format: int32 */
      waiting: number;
      myBooking: components['schemas']['MyBooking'];
      leads: boolean;
      /** Format: date-time */
      startedAt: null | string;
      /** Format: date-time */
      endedAt: null | string;
    };
    SessionRunSheet: {
      blocks: components['schemas']['Block'][];
      runSheet: components['schemas']['RunSheet'];
      findings: components['schemas']['PlanFinding'][];
      editable: boolean;
    };
    SessionSummary: {
      /**
       * Format: uuid
       * @description A class session: one occurrence that is booked, joined, attended, replayed.
       */
      sessionId: string;
      /** Format: uuid */
      seriesId: null | string;
      title: string;
      /** Format: date-time */
      startsAt: string;
      /** Format: date-time */
      endsAt: string;
      /** Format: local-date-time */
      localStart: string;
      /** Format: date */
      localDate: string;
      timeZone: string;
      /** @enum {string} */
      status: 'planned' | 'live' | 'ended' | 'cancelled';
      instructorName: string;
      programme: string;
      /** Format: int32 */
      week: number;
      /** Format: int32 */
      coachedSeats: number;
      /** Format: int32 */
      seatsLeft: number;
      /** Format: int32 */
      waiting: number;
      myBooking: components['schemas']['MyBooking'];
      leads: boolean;
      /** Format: date-time */
      startedAt: null | string;
      /** Format: date-time */
      endedAt: null | string;
    };
    Settings: {
      /** @description When a class's room is open. */
      room: components['schemas']['RoomSettings'];
      /** @description What keeps a day of a streak. */
      keptDay: components['schemas']['KeptDaySettings'];
      /** @description Whether members can show themselves to leaders here at all. */
      mirror: boolean;
    };
    SharingMember: {
      /**
       * Format: uuid
       * @description A person with an account, whatever their roles.
       */
      memberId: string;
      displayName: string;
      /** Format: int32 */
      sharedSeconds: number;
      /** Format: int32 */
      looks: number;
      /** Format: int32 */
      lookedSeconds: number;
      /** Format: int64 */
      notes: number;
      /** Format: int64 */
      better: number;
    };
    ShowCalendarResponse: {
      /** Format: date */
      from: string;
      /** Format: date */
      to: string;
      timeZone: string;
      days: components['schemas']['CalendarDay'][];
    };
    ShowLeaderboardResponse: {
      board: string;
      title: string;
      description: string;
      /** @enum {string} */
      unit: 'days' | 'minutes';
      /** Format: int64 */
      total: number;
      onBoard: boolean;
      rows: components['schemas']['ShowLeaderboardRow'][];
    };
    ShowLeaderboardRow: {
      /** Format: int64 */
      rank: number;
      /**
       * Format: uuid
       * @description A person with an account, whatever their roles.
       */
      memberId: string;
      displayName: string;
      /** Format: int32 */
      value: number;
      isMe: boolean;
      isFriend: boolean;
    };
    ShowSessionDayResponse: {
      recorded: boolean;
      /** Format: int32 */
      watchedSeconds: number;
      /** Format: int32 */
      neededSeconds: null | number;
      keeps: boolean;
      dayKept: boolean;
    };
    ShowStreakResponse: {
      /** Format: int32 */
      current: number;
      /** Format: int32 */
      longest: number;
      keptToday: boolean;
      /** Format: int32 */
      freezes: number;
      /** Format: date */
      today: string;
      timeZone: string;
      /** Format: int32 */
      keptDays: number;
      /** Format: int32 */
      minutesThisWeek: number;
      /** Format: int32 */
      nextMilestone: number;
      rule: components['schemas']['Rule'];
    };
    SignInRequest: {
      email: string;
      password: string;
      /** @default false */
      useCookie?: boolean;
    };
    SignUpRequest: {
      email: string;
      password: string;
      displayName: string;
      timeZone: string;
    };
    Stall: {
      /** Format: int64 */
      atMs: number;
      /** Format: int64 */
      durationMs: number;
    };
    StallStretch: {
      /** Format: int64 */
      fromMs: number;
      /** Format: int64 */
      toMs: number;
      /** Format: int32 */
      viewers: number;
    };
    Standing: {
      redFlags: ('numbness' | 'weakness' | 'chest-pain' | 'trauma' | 'fever' | 'night-pain')[];
    };
    StepDone: {
      /** Format: int32 */
      index: number;
      exercise: string;
      name: string;
      /** @enum {string} */
      kind: 'mobility' | 'stretch' | 'strength' | 'breath' | 'rest';
      /** @enum {null|string} */
      side: 'left' | 'right' | null;
      /** Format: int64 */
      startedAtMs: number;
      /** Format: int32 */
      seconds: number;
      /** Format: int32 */
      watchedSeconds: number;
      exerciseName?: null | string;
    };
    /** @description What one step is for a participant of one level. */
    StepDosage: {
      /**
       * Format: int32
       * @description 0 (a flare day) to 4.
       */
      level: number;
      /** @description The dosage in words, for instance "25 s, Y arms". */
      text: string;
      /** @description Which form of the exercise; null for its own. */
      variation: null | string;
      /**
       * Format: int32
       * @description Length of the hold; null when it is not a hold.
       */
      holdSeconds: null | number;
      /**
       * Format: int32
       * @description Repetitions in this set; null for holds and paced rounds.
       */
      repetitions: null | number;
      breath: null | components['schemas']['BreathPace'];
      /** @description True when this level rests during the step. */
      leaveOut: boolean;
      /** @description One sentence that says what to do now at this level; for a step that is left out, what to do instead. */
      instruction: string;
    };
    StepReactions: {
      /** Format: int32 */
      stepIndex: null | number;
      name: string;
      counts: {
        [key: string]: number;
      };
    };
    StreamView: {
      /**
       * Format: uuid
       * @description A class session: one occurrence that is booked, joined, attended, replayed.
       */
      sessionId: string;
      /** @enum {string} */
      status: 'none' | 'live' | 'interrupted' | 'ended';
      /** Format: int64 */
      revision: number;
      /** @enum {null|string} */
      source: 'browser' | 'rtmp' | 'http' | null;
      /** Format: int64 */
      startedAtMs: null | number;
      renditions: components['schemas']['RenditionView'][];
      hasRecording: boolean;
      /** Format: int64 */
      offsetMs: number;
      rtmpServer: null | string;
      /** @enum {null|string} */
      missing: 'audio' | 'video' | null;
      /** @enum {string} */
      recording: 'none' | 'recording' | 'finishing' | 'ready' | 'deleted' | 'expired';
    };
    Summary: {
      /**
       * Format: uuid
       * @description A class session: one occurrence that is booked, joined, attended, replayed.
       */
      sessionId: string;
      title: string;
      /** Format: int64 */
      startedAtMs: null | number;
      /** Format: int64 */
      endedAtMs: null | number;
      /** Format: int32 */
      watchedSeconds: number;
      /** Format: int32 */
      classSeconds: number;
      steps: components['schemas']['StepDone'][];
      notes: components['schemas']['FormNote'][];
      mirror: null | components['schemas']['OwnMirror'];
    };
    Template: {
      text: string;
    };
    TemplateList: {
      templates: components['schemas']['Template'][];
    };
    ThresholdSetting: {
      /** Format: int32 */
      painThreshold: number;
    };
    Timetable: {
      timeZone: string;
      sessions: components['schemas']['SessionSummary'][];
    };
    TodaysDosage: {
      /** Format: int32 */
      level: number;
      text: string;
      leaveOut: boolean;
    };
    WeekDetail: {
      /** Format: int32 */
      number: number;
      focus: string;
      items: components['schemas']['ItemDetail'][];
      runSheet: components['schemas']['RunSheet'];
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
