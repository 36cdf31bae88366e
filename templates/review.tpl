{{%AUTOESCAPE context="HTML"}}
{{#ERRORS}}<div class="errs" id="errs" tabindex="-1" role="alert"><h2>还不能完成审核</h2><ul>{{#ERROR}}<li><a href="#{{FIELD}}">{{TEXT}}</a></li>{{/ERROR}}</ul></div>{{/ERRORS}}
{{#CONFLICT}}<div class="note r" id="errs" tabindex="-1" role="alert">
{{#BY_OTHER}}<h2>该报送已被 {{NAME}} 于 <time datetime="{{AT_ISO}}">{{AT}}</time> 处理：{{#APPROVED}}审核通过{{/APPROVED}}{{#RETURNED}}退回修改{{/RETURNED}}</h2><p>您的审核没有生效。填写的意见列在下面，可以复制。</p>{{/BY_OTHER}}
{{#TAKEN_BACK}}<h2>填报单位已撤回</h2><p>您的审核没有生效。填写的意见列在下面，可以复制；单位重新提交后会再次进入待审队列。</p>{{/TAKEN_BACK}}
{{#NEWER}}<h2>填报单位已撤回并重新提交</h2><p>您的审核没有生效。下面是最新内容，您填写的意见已保留，请核对后再次审核。</p>{{/NEWER}}
</div>{{/CONFLICT}}
{{#UNDO_LATE}}<div class="note r" id="errs" tabindex="-1" role="alert"><h2>没有撤销</h2><p>审核之后该报送已有变化，或者填报单位已经开始修改。下面是现在的情况。</p></div>{{/UNDO_LATE}}
{{>UNDO}}
<div class="ph"><div><p class="sm mut">{{#PLACE_IN_QUEUE}}审核 {{PLACE}} / {{OF}}<i class="sep"></i>{{/PLACE_IN_QUEUE}}第 {{NO}} 项<i class="sep"></i>{{UNIT}}</p>
<h1>{{TITLE}}<i class="sep"></i>{{PERIOD}}进展</h1>
{{#WHO}}<p class="sub">{{UNIT}} {{FILED_BY}} <time datetime="{{AT_ISO}}">{{AT}}</time> 提交{{#AGAIN}}（第 {{ROUND}} 次报送）{{/AGAIN}}{{#LATE}} <span class="st att">逾期报送</span>{{/LATE}}{{#ON_BEHALF}} <span class="st">督查室代填</span>{{/ON_BEHALF}}</p>{{/WHO}}</div>
<div class="acts np">{{#RAISE}}<a class="btn" href="{{RAISE_PATH}}">转为问题</a>{{/RAISE}}{{#PREVIOUS}}<a class="btn" href="/reviews/{{ID}}">上一件</a>{{/PREVIOUS}}{{#NEXT}}<a class="btn" href="/reviews/{{ID}}">下一件</a>{{/NEXT}}</div></div>
<div class="cols"><div>
{{#RESULT}}<section class="card"><div class="hd"><h2>审核结果</h2>{{>STATUS}}</div><div class="bd">
{{#DECIDED}}<p>{{NAME}} 于 <time datetime="{{AT_ISO}}">{{AT}}</time> {{#APPROVED}}审核通过，认定 {{>LIGHT}}{{/APPROVED}}{{#RETURNED}}退回修改{{/RETURNED}}。</p>{{#COMMENT}}<p class="orig flat pre ml2">{{COMMENT_TEXT:pre_escape}}</p>{{/COMMENT}}{{>SPOT}}{{/DECIDED}}
{{#TAKEN_BACK}}<p>填报单位已撤回，尚未重新提交，内容暂不公开。</p>{{/TAKEN_BACK}}
{{#MAY_UNDO}}<form class="row ml2 np" method="post" action="/reviews/{{ID}}/undo"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="rid" value="{{RID}}"><input type="hidden" name="decision" value="{{DECISION}}"><button class="btn w" type="submit">撤销审核</button><span class="sm mut">撤销后报送回到待审队列原来的位置，撤销记入变更记录。</span></form>{{/MAY_UNDO}}<p class="ml2"><a href="/reviews">返回待审队列</a></p></div></section>{{/RESULT}}
{{#RETURN_BEFORE}}<div class="note y"><h2>上次退回意见（第 {{ROUND}} 次报送，{{NAME}} <time datetime="{{AT_ISO}}">{{AT}}</time>）</h2>{{#WORDS}}<p class="pre">{{COMMENT:pre_escape}}</p>{{/WORDS}}{{#ANSWERED}}{{>ANSWERS}}{{/ANSWERED}}</div>{{/RETURN_BEFORE}}
{{#CONTENT}}
<section class="card"><div class="hd"><h2>{{#BEFORE}}与上期已通过内容对比（{{BEFORE_NAME}} → {{NOW_NAME}}）{{/BEFORE}}{{#RETURNED}}与退回版对比（{{BEFORE_NAME}} → {{NOW_NAME}}）{{/RETURNED}}{{#NO_BEFORE}}本期内容（此前没有已通过的报送）{{/NO_BEFORE}}</h2></div><div class="bd"><p class="sm np">{{#LINK}}{{#HERE}}<b aria-current="true">{{NAME}}</b>{{/HERE}}{{#THERE}}<a href="/reviews/{{ID}}?with={{WITH:url_query_escape}}&amp;view={{VIEW:url_query_escape}}">{{NAME}}</a>{{/THERE}}<i class="sep"></i>{{/LINK}}{{#TO_RETURNED}}<a href="/reviews/{{ID}}?with=returned&amp;view={{VIEW:url_query_escape}}">与退回版对比</a><i class="sep"></i>{{/TO_RETURNED}}{{#TO_PERIOD}}<a href="/reviews/{{ID}}?with=period&amp;view={{VIEW:url_query_escape}}">与上期对比</a><i class="sep"></i>{{/TO_PERIOD}}<a href="{{REPORT_ADDRESS}}">查看报送页</a></p>
{{>COMPARE}}
<details class="ml2"><summary>任务原文</summary><div class="orig pre">{{SOURCE:pre_escape}}</div><p class="sm ml2"><a href="{{TASK_ADDRESS}}">查看任务页</a></p></details>
</div></section>
{{/CONTENT}}
{{>FILES}}
{{#REFUSED}}<div class="note">{{#OWN}}<p><b>该报送由您本人填写或提交，须由其他督查员审核。</b></p>{{/OWN}}{{#CLOSED}}<p><b>该报送期已关闭，不能再审核。</b></p>{{/CLOSED}}</div>{{/REFUSED}}
{{#KEPT}}<section class="card"><div class="hd"><h2>您填写的意见（没有生效）</h2></div><div class="bd"><label class="vh" for="kept">您填写的意见</label><textarea id="kept" readonly class="short">{{KEPT_TEXT:pre_escape}}</textarea></div></section>{{/KEPT}}
{{#FORM}}<form class="card" method="post" action="/reviews/{{ID}}" id="decide" novalidate><div class="hd"><h2>审核意见</h2></div><div class="bd">
<input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="rid" value="{{RID}}"><input type="hidden" name="rev" value="{{REV}}">
<button class="vh" type="submit" name="decision" value="keep" tabindex="-1" aria-hidden="true">核对</button>
<fieldset class="field{{#BAD_LIGHT}} bad{{/BAD_LIGHT}}" id="light" tabindex="-1"><legend class="lab">督查认定亮灯 <span class="opt">（默认与单位自评一致；不同的请在意见中说明理由）</span></legend>{{#BAD_LIGHT}}<p class="err">{{TEXT}}</p>{{/BAD_LIGHT}}
<div class="radios">{{#RADIO}}<label class="radio{{#ON}} on{{/ON}}"><input type="radio" name="light" value="{{CODE}}"{{#ON}} checked{{/ON}}>{{>LIGHT}}{{#DECLARED}}<p>单位自评</p>{{/DECLARED}}{{#SUGGESTED}}<p>系统建议</p>{{/SUGGESTED}}</label>{{/RADIO}}</div></fieldset>
<div class="field{{#BAD_COMMENT}} bad{{/BAD_COMMENT}}"><label for="comment">意见 <span class="opt">（退回时必填，每行一条，最多 8 条，单位须逐条答复；1000 字以内）</span></label>{{#BAD_COMMENT}}<p class="err" id="comment-err">{{TEXT}}</p>{{/BAD_COMMENT}}
<textarea id="comment" name="comment" class="short"{{#BAD_COMMENT}} aria-invalid="true" aria-describedby="comment-err"{{/BAD_COMMENT}}>{{COMMENT:pre_escape}}</textarea>
<fieldset class="ml2 np"><legend class="sm mut">常用语（勾选后列为一条意见）</legend>{{#PHRASE}}<label class="ch1 sm"><input type="checkbox" name="phrase.{{N}}" value="1"{{#TICKED}} checked{{/TICKED}}> {{WORDS}}</label>{{/PHRASE}}</fieldset></div>
<div class="row np"><button class="btn p" type="submit" name="decision" value="approve">审核通过</button><button class="btn w" type="submit" name="decision" value="return">退回修改</button><button class="btn t" type="submit" name="decision" value="approve-next">通过并看下一件</button></div>
</div></form>{{/FORM}}
</div>
<aside class="rail" aria-label="待审队列与核对清单">
{{#FACTS}}<section class="card"><div class="hd"><h2>核对清单</h2></div><div class="bd sm"><ul class="ul dots">
{{#FACT_FILLED}}<li>{{N}} 个指标均已填写</li>{{/FACT_FILLED}}{{#FACT_EMPTY}}<li><b>{{EMPTY_N}} 个指标未填数值</b>（共 {{N}} 个）</li>{{/FACT_EMPTY}}{{#FACT_NO_TARGETS}}<li>定性任务，没有量化目标</li>{{/FACT_NO_TARGETS}}
{{#FACT_LOWER}}<li><b>{{N}} 个累计值比上期减少</b></li>{{/FACT_LOWER}}{{#FACT_NOT_LOWER}}<li>累计值没有倒退</li>{{/FACT_NOT_LOWER}}
{{#FACT_DOUBT}}<li>{{N}} 个目标数值待核</li>{{/FACT_DOUBT}}
<li>进展情况 {{NARRATIVE_CHARS}} 字，下一步措施 {{STEPS_CHARS}} 字</li>
{{#FACT_SAME_TEXT}}<li><b>进展情况与上期完全相同</b></li>{{/FACT_SAME_TEXT}}
{{#FACT_AGAIN}}<li>第 {{ROUND}} 次报送</li>{{/FACT_AGAIN}}{{#FACT_LATE}}<li><b>逾期报送</b></li>{{/FACT_LATE}}{{#FACT_ON_TIME}}<li>按期报送</li>{{/FACT_ON_TIME}}
</ul></div></section>{{/FACTS}}
{{#QUEUE}}<section class="card np"><div class="hd"><h2>待审队列</h2><a class="sm" href="/reviews">全部 {{OF}} 件</a></div><ol class="q">{{#ITEM}}<li{{#HERE}} class="on"{{/HERE}}><a href="/reviews/{{ID}}"{{#HERE}} aria-current="true"{{/HERE}}>{{NO}} {{TITLE}}</a><br><small class="mut">{{UNIT}}<i class="sep"></i>{{AT}}</small> {{>LIGHT}}</li>{{/ITEM}}</ol></section>{{/QUEUE}}
</aside></div>
