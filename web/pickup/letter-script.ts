import { createHash } from "node:crypto";
import { raw } from "hono/html";

/**
 * The one script, on pages where something is written; all of them work without it. It keeps the draft while one
 * types, says so when it cannot be kept (a kept one is answered by a redirect, which the script sees as status 0), and
 * uploads attachments in parts, each tried again a few times.
 */
const code =
  `(f=>{if(!f)return;let d=f.dataset,t=f.text,i=f.file,s=f.querySelector("[role=status]"),m=f.querySelector("progress"),c=+d.part,u,h,
w=n=>new Promise(g=>setTimeout(g,n)),
p=(a,b,n=0)=>fetch(f.action+a,{method:"POST",body:b,redirect:"manual",keepalive:!a&&t.value.length<9e3,headers:a?{"content-type":"application/octet-stream","x-form-token":f["form-token"].value}:{}}).then(r=>{if(r.status>499)throw r;return r}).catch(e=>{if(n>4)throw e;return w(500<<n).then(()=>p(a,b,n+1))}),
v=()=>{clearTimeout(h);if(u){u=0;let b=new URLSearchParams(new FormData(f));b.set("do","save");p("",b).then(r=>{if(r.status)throw r;if(s.textContent==d.unsaved)s.textContent=""}).catch(()=>{u=1;s.textContent=d.unsaved})}};
t.oninput=()=>{u=1;clearTimeout(h);h=setTimeout(v,999)};
onpagehide=v;onbeforeunload=e=>{if(u){v();e.preventDefault()}};
f.onsubmit=()=>u=0;
i.multiple=1;i.name="";
i.onchange=async()=>{try{for(let x of i.files){let k=0,n=Date.now().toString(36)+Math.random().toString(36).slice(2);s.textContent=d.busy+" "+x.name;m.hidden=0;m.max=x.size||1;
do{m.value=k*c;let r=await p("/parts?"+new URLSearchParams({letter:f.letter.value,kind:f.kind.value,file:n,name:x.name,type:x.type,size:x.size,part:k}),x.slice(k*c,++k*c));if(!r.ok){s.textContent=r.status==413?d.large:d.failed;m.hidden=1;return}}while(k*c<x.size)}
f.requestSubmit(f.querySelector("[value=save]"))}catch{s.textContent=d.failed;m.hidden=1}}})(document.forms.letter)`.replaceAll(
    "\n",
    "",
  );

/** The script as it stands in a page. */
export const letterScript = raw(code);

/** Its hash, for the policy that lets it alone run. */
export const letterScriptHash = `'sha256-${createHash("sha256").update(code).digest("base64")}'`;
